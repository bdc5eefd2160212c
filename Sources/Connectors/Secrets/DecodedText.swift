import Text

/// A text whose escapes are decoded, with the place of each byte in the original.
///
/// Decodes percent-encoding (RFC 3986, section 2.1), escapes of JSON (RFC 8259, section 7) and HTML
/// references, and drops the NUL bytes of UTF-16. Everything else is kept.
struct DecodedText {
  private(set) var bytes: [UInt8] = []
  /// Where each byte begins in the original, and where the last one ends; nil for the original.
  private var starts: [Int32]?

  /// A text as it is.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How often a text may be escaped.
  private static let maximumDepth = 4

  /// The text as it is, and decoded as often as it is escaped.
  static func views(of bytes: [UInt8]) -> [DecodedText] {
    var views = [DecodedText(bytes)]
    while views.count <= maximumDepth, let next = views[views.count - 1].decoded {
      views.append(next)
    }
    return views
  }

  func origin(of range: Range<Int>) -> Range<Int> {
    origin(range.lowerBound)..<origin(range.upperBound)
  }

  private func origin(_ index: Int) -> Int { starts.map { Int($0[index]) } ?? index }

  /// Nil if nothing is escaped.
  private var decoded: DecodedText? {
    guard bytes.contains(where: { $0 == 0 || "%\\&".utf8.contains($0) }) else { return nil }
    var decoded: [UInt8] = []
    var starts: [Int32] = []
    var index = 0
    while index < bytes.count {
      let escape = Self.escape(in: bytes[index...]) ?? ([bytes[index]], 1)
      decoded += escape.bytes
      for _ in escape.bytes { starts.append(Int32(origin(index))) }
      index += escape.length
    }
    guard decoded != bytes else { return nil }
    var result = DecodedText(decoded)
    result.starts = starts + [Int32(origin(bytes.count))]
    return result
  }

  private typealias Escape = (bytes: [UInt8], length: Int)

  /// The escape at the beginning of a text.
  private static func escape(in text: ArraySlice<UInt8>) -> Escape? {
    switch text.first {
    case 0: return ([], 1)
    case UInt8(ascii: "%"):
      return UInt8(hexDigits: text.dropFirst().prefix(2)).map { ([$0], 3) }
    case UInt8(ascii: "\\"): return backslash(text)
    case UInt8(ascii: "&"): return reference(text)
    default: return nil
    }
  }

  private static func backslash(_ text: ArraySlice<UInt8>) -> Escape? {
    switch text.dropFirst().first.map({ UnicodeScalar($0) }) {
    case "n"?: return ([0x0A], 2)
    case "r"?: return ([0x0D], 2)
    case "t"?: return ([0x09], 2)
    case "b"?: return ([0x08], 2)
    case "f"?: return ([0x0C], 2)
    case "x"?: return UInt8(hexDigits: text.dropFirst(2).prefix(2)).map { ([$0], 4) }
    case "u"?:
      guard let unit = unit(text) else { return nil }
      if 0xD800..<0xDC00 ~= unit, let low = self.unit(text.dropFirst(6)), 0xDC00..<0xE000 ~= low {
        return (Array(String(decoding: [unit, low], as: UTF16.self).utf8), 12)
      }
      return (Array(String(decoding: [unit], as: UTF16.self).utf8), 6)
    case let scalar? where "\"'\\/".unicodeScalars.contains(scalar):
      return ([UInt8(ascii: scalar)], 2)
    default: return nil
    }
  }

  /// The code unit of `\u0041`.
  private static func unit(_ text: ArraySlice<UInt8>) -> UInt16? {
    guard text.count >= 6, text.starts(with: "\\u".utf8) else { return nil }
    return UInt16(String(decoding: text.dropFirst(2).prefix(4), as: UTF8.self), radix: 16)
  }

  private static let names: [String: UInt8] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "sol": 0x2F, "plus": 0x2B,
    "equals": 0x3D, "lowbar": 0x5F, "period": 0x2E, "colon": 0x3A, "nbsp": 0x20,
  ]

  /// `&amp;`, `&#38;` or `&#x26;`.
  private static func reference(_ text: ArraySlice<UInt8>) -> Escape? {
    guard let end = text.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: text[text.startIndex + 1..<end], as: UTF8.self)
    let length = end - text.startIndex + 1
    guard name.hasPrefix("#") else { return names[name].map { ([$0], length) } }
    let number =
      name.lowercased().hasPrefix("#x")
      ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
    return number.flatMap(UnicodeScalar.init).map { (Array(String($0).utf8), length) }
  }
}
