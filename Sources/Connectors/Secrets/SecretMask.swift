import JSON

/// Replaces secrets by `***`, in any encoding in which they may come back (see `SecretForms`), and
/// longer parts of them, too.
package struct SecretMask: Sendable {
  private var secrets: Set<String> = []
  /// Strings that are masked as they are.
  private var texts: Set<String> = []
  private var search = SecretSearch()

  /// Shorter secrets are masked only as a whole string: a secret `1` would mask half of every text.
  private static let minimumLength = 4

  /// Creates a mask that hides nothing.
  package init() {}

  /// Masks a secret in all its forms.
  mutating func add(secret: String) {
    guard !secret.isEmpty, secrets.insert(secret).inserted else { return }
    let length = secret.utf8.count
    guard length >= Self.minimumLength else { return }
    for form in SecretForms.all(of: secret) { search.add(form) }
  }

  /// Masks a string, also with escapes.
  package mutating func add(_ text: String) {
    guard !text.isEmpty, texts.insert(text).inserted else { return }
    if text.utf8.count >= Self.minimumLength {
      search.add(SecretForms.Form(bytes: Array(text.utf8), part: text.utf8.count))
    }
  }

  /// Masks everything that another mask hides.
  package mutating func add(_ other: SecretMask) {
    for secret in other.secrets { add(secret: secret) }
    for text in other.texts { add(text) }
  }

  private var isEmpty: Bool { secrets.isEmpty && texts.isEmpty }

  /// Whether a string contains a secret of any length.
  func finds(in text: String) -> Bool {
    let views = DecodedText.views(of: Array(text.utf8))
    return views.contains { !search.ranges(in: $0).isEmpty }
      || secrets.union(texts).contains { secret in
        views.contains { !$0.bytes.isEmpty && $0.bytes.firstRange(of: Array(secret.utf8)) != nil }
      }
  }

  /// The string with all secrets masked.
  package func masking(_ text: String) -> String {
    guard !isEmpty else { return text }
    let bytes = Array(text.utf8)
    let views = DecodedText.views(of: bytes)
    if views.contains(where: isWholeSecret) { return "***" }
    let ranges = SecretSearch.joined(views.flatMap { search.ranges(in: $0) })
    guard !ranges.isEmpty else { return text }
    return String(decoding: Self.replacing(ranges, in: bytes), as: UTF8.self)
  }

  private static func replacing(_ ranges: [Range<Int>], in bytes: [UInt8]) -> [UInt8] {
    var masked: [UInt8] = []
    var end = 0
    for range in ranges {
      masked += bytes[end..<range.lowerBound]
      masked += "***".utf8
      end = range.upperBound
    }
    return masked + bytes[end...]
  }

  /// The bytes with all secrets masked.
  func masking(_ bytes: [UInt8]) -> [UInt8] {
    guard !isEmpty else { return bytes }
    if let text = String(validating: bytes, as: UTF8.self) { return Array(masking(text).utf8) }
    return Self.replacing(SecretSearch.joined(search.ranges(in: DecodedText(bytes))), in: bytes)
  }

  private func isWholeSecret(_ view: DecodedText) -> Bool {
    let text = String(decoding: view.bytes, as: UTF8.self)
    return secrets.contains(text) || texts.contains(text)
  }

  func masking(_ json: JSONValue) -> JSONValue {
    isEmpty ? json : masked(json)
  }

  func masking(_ object: JSONObject) -> JSONObject {
    masking(.object(object)).object ?? object
  }

  private func masked(_ json: JSONValue) -> JSONValue {
    switch json {
    case .string(let text): .string(masking(text))
    case .number(let text): masking(number: text)
    case .array(let items): .array(maskingPieces(items.map(masked)))
    case .object(let object):
      .object(JSONObject(object.members.map { (masking($0.key), masked($0.value)) }))
    case .null, .bool: json
    }
  }

  /// A number that is a secret becomes a string; short ones occur by chance.
  private func masking(number text: String) -> JSONValue {
    text.utf8.count >= Self.minimumLength && isWholeSecret(DecodedText(Array(text.utf8)))
      ? .string("***") : .number(text)
  }

  /// A list whose items together contain a secret, such as its characters.
  private func maskingPieces(_ items: [JSONValue]) -> [JSONValue] {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for item in items {
      switch item {
      case .string(let text), .number(let text): bytes += text.utf8
      case .null, .bool, .array, .object: break
      }
      ends.append(bytes.count)
    }
    guard items.count > 1 else { return items }
    let ranges = search.ranges(in: DecodedText(bytes))
    guard !ranges.isEmpty else { return items }
    var start = 0
    return zip(items, ends).map { item, end in
      defer { start = end }
      let isPart = start < end && ranges.contains { $0.overlaps(start..<end) }
      return isPart ? .string("***") : item
    }
  }
}
