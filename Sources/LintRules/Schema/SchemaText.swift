import Text

/// A value of an XML Schema type, without surrounding whitespace.
struct SchemaText {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ value: UnsafeBufferPointer<UInt8>) {
    bytes = UnsafeBufferPointer(rebasing: value.trimmed(while: \.isXMLSpace))
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  var isBoolean: Bool {
    bytes.elementsEqual("true".utf8) || bytes.elementsEqual("false".utf8)
      || bytes.count == 1 && (bytes[0] == UInt8(ascii: "0") || bytes[0] == UInt8(ascii: "1"))
  }

  var isInteger: Bool {
    var rest = bytes[...]
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy(\.isDigit)
  }

  /// Digits with a sign, a decimal point and an exponent, or INF, -INF or NaN.
  var isDouble: Bool {
    var index = 0
    func skipDigits() -> Int {
      let start = index
      while index < bytes.count, bytes[index].isDigit { index += 1 }
      return index - start
    }
    func skip(_ choices: StaticString) -> Bool {
      guard index < bytes.count,
        choices.withUTF8Buffer({ $0.contains(bytes[index]) })
      else { return false }
      index += 1
      return true
    }
    _ = skip("+-")
    var digits = skipDigits()
    if skip(".") { digits += skipDigits() }
    guard digits > 0 else { return ["INF", "-INF", "NaN"].contains(string) }
    if skip("eE") {
      _ = skip("+-")
      if skipDigits() == 0 { return false }
    }
    return index == bytes.count
  }

  /// Whether the value is a name without a colon.
  var isName: Bool { Self.isName(bytes) }

  /// The prefix of a name with one; nil for anything else.
  var prefixOfName: String? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let prefix = UnsafeBufferPointer(rebasing: bytes[..<colon])
    let local = UnsafeBufferPointer(rebasing: bytes[(colon + 1)...])
    guard Self.isName(prefix), Self.isName(local) else { return nil }
    return String(decoding: prefix, as: UTF8.self)
  }

  private static func isName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    if first.isDigit || first == UInt8(ascii: "-") || first == UInt8(ascii: ".") { return false }
    for byte in bytes {
      if byte >= 0x80 { return isWideName(String(decoding: bytes, as: UTF8.self)) }
      guard byte.isAlphanumeric || "_-.".utf8.contains(byte) else { return false }
    }
    return true
  }

  /// Names beyond ASCII, by the character classes of XML 1.0, appendix B.
  private static func isWideName(_ name: String) -> Bool {
    for (index, scalar) in name.unicodeScalars.enumerated() {
      switch scalar {
      case "_": continue
      case "-", ".", "\u{B7}", "\u{387}":
        if index == 0 { return false }
        continue
      default: break
      }
      guard scalar.isASCII || scalar.value < 0xF900 else { return false }
      switch scalar.properties.generalCategory {
      case .lowercaseLetter, .uppercaseLetter, .otherLetter, .titlecaseLetter, .letterNumber:
        continue
      case .spacingMark, .enclosingMark, .nonspacingMark, .modifierLetter, .decimalNumber:
        if index == 0 { return false }
      default: return false
      }
    }
    return true
  }

  /// Whether the value is a URI or relative reference. Characters that are not allowed in a URI are
  /// escaped before use, so only escapes, the fragment and the scheme can be invalid.
  var isURI: Bool {
    let hash = bytes.firstIndex(of: UInt8(ascii: "#"))
    if let hash, bytes[(hash + 1)...].contains(UInt8(ascii: "#")) { return false }
    for index in bytes.indices where bytes[index] == UInt8(ascii: "%") {
      guard UInt8(hexDigits: bytes[(index + 1)...].prefix(2)) != nil else { return false }
    }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let scheme = bytes[..<colon]
    if scheme.contains(where: {
      [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0)
    }) {
      return true
    }
    let isNamed =
      scheme.first?.isLetter == true
      && scheme.allSatisfy { $0.isAlphanumeric || "+-.".utf8.contains($0) }
    return isNamed && colon + 1 < bytes.count && bytes[colon + 1] != UInt8(ascii: "#")
  }
}
