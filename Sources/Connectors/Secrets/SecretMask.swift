import FoundationEssentials
import HTTP
import JSON

/// Replaces secrets by `***`, in any encoding in which they may come back.
package struct SecretMask: Sendable {
  private var needles: Set<String> = []

  /// Shorter secrets are masked only as a whole string: a secret `1` would mask half of every text.
  private static let minimumLength = 4

  /// Creates a mask that hides nothing.
  package init() {}

  /// Masks a secret in plain form, as base64 and as JSON, each also with percent-encoding.
  mutating func add(secret: String) {
    let json = JSONValue.string(secret).text()
    for form in [
      secret, Data(secret.utf8).base64EncodedString(), String(json.dropFirst().dropLast()),
    ] {
      add(form)
    }
  }

  /// Masks a string.
  package mutating func add(_ text: String) {
    if !text.isEmpty { needles.insert(text) }
  }

  /// Whether a string contains a secret of any length, including percent-encoded.
  func finds(in text: String) -> Bool {
    let text = Array(text.utf8)
    return needles.contains { needle in
      let needle = SecretMatcher(needle)
      return text.indices.contains { needle.end(in: text, from: $0) != nil }
    }
  }

  /// Masks everything that another mask hides.
  package mutating func add(_ other: SecretMask) { needles.formUnion(other.needles) }

  /// The string with all secrets masked.
  package func masking(_ text: String) -> String {
    guard !needles.isEmpty else { return text }
    let bytes = Array(text.utf8)
    // Longer first, so that no part of one remains next to the mask of another.
    let sorted = needles.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }.map(
      SecretMatcher.init)
    if sorted.contains(where: { $0.end(in: bytes, from: 0) == bytes.count }) { return "***" }
    let masked = sorted.lazy.filter { $0.bytes.count >= Self.minimumLength }
      .reduce(bytes) { $1.masking($0) }
    return masked == bytes ? text : String(decoding: masked, as: UTF8.self)
  }

  func masking(_ json: JSONValue) -> JSONValue {
    needles.isEmpty ? json : json.mapStrings(masking).mapNumbers(masking(number:))
  }

  func masking(_ object: JSONObject) -> JSONObject {
    masking(.object(object)).object ?? object
  }

  /// A number that is a secret becomes a string; short ones occur by chance.
  private func masking(number text: String) -> JSONValue {
    text.utf8.count >= Self.minimumLength && needles.contains(text) ? .string("***") : .number(text)
  }
}

extension JSONValue {
  fileprivate func mapNumbers(_ change: (String) -> JSONValue) -> JSONValue {
    switch self {
    case .number(let text): change(text)
    case .array(let items): .array(items.map { $0.mapNumbers(change) })
    case .object(let object):
      .object(object.members.map { ($0.key, $0.value.mapNumbers(change)) })
    case .null, .bool, .string: self
    }
  }
}
