import FoundationEssentials
import JSON

/// Replaces secrets by `***`, in whatever form they come back.
struct SecretMask: Sendable {
  private var needles: Set<String> = []

  /// Shorter ones hide only a whole string: a secret `1` would blot out half of every text.
  private static let shortest = 4

  /// Hides a secret as it is, URL-encoded, as base64, and as JSON text.
  mutating func add(secret: String) {
    let json = JSONValue.string(secret).text()
    for form in [
      secret, FormBody.encode(secret), PercentEncoding.component(secret),
      Data(secret.utf8).base64EncodedString(), String(json.dropFirst().dropLast()),
    ] {
      add(form)
    }
  }

  mutating func add(_ text: String) {
    if !text.isEmpty { needles.insert(text) }
  }

  /// Whether a text holds a secret of whatever length, also behind escapes of URLs.
  func finds(in text: String) -> Bool {
    [text, PercentEncoding.decode(text) ?? text].contains { text in
      needles.contains { text.replacing(bytesOf: $0, with: "") != text }
    }
  }

  mutating func add(_ other: SecretMask) { needles.formUnion(other.needles) }

  func masking(_ text: String) -> String {
    guard !needles.isEmpty else { return text }
    if needles.contains(text) { return "***" }
    // Longer first, so that no part of one remains beside the mask of another.
    return needles.lazy.filter { $0.utf8.count >= Self.shortest }
      .sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
      .reduce(text) { $0.replacing(bytesOf: $1, with: "***") }
  }

  func masking(_ json: JSONValue) -> JSONValue {
    needles.isEmpty ? json : json.mapStrings(masking).mapNumbers(masking(number:))
  }

  func masking(_ object: JSONObject) -> JSONObject {
    masking(.object(object)).object ?? object
  }

  /// A number that is a secret becomes a text; short ones occur by chance.
  private func masking(number text: String) -> JSONValue {
    text.utf8.count >= Self.shortest && needles.contains(text) ? .string("***") : .number(text)
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

extension String {
  /// Replaces by UTF-8 bytes: a needle is found even where a combining mark follows it.
  fileprivate func replacing(bytesOf needle: String, with replacement: String) -> String {
    let text = Array(utf8)
    let wanted = Array(needle.utf8)
    guard text.count >= wanted.count else { return self }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == wanted[0], text[index...].starts(with: wanted) {
        result += replacement.utf8
        index += wanted.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result.count == text.count && result == text
      ? self : String(decoding: result, as: UTF8.self)
  }
}
