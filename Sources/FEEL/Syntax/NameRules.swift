/// Which characters make whitespace and names (DMN grammar rules 28 to 31, 61, 62).
enum NameRules {
  /// What may begin a name, ASCII only.
  static func isStart(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "$")
  }

  /// What may go on in a name, ASCII only.
  static func isPart(_ byte: UInt8) -> Bool {
    isStart(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
  }

  static func isStart(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isStart(UInt8(scalar)) }
    switch scalar {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
      0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
      0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      return !isSpace(scalar)
    default: return false
    }
  }

  static func isPart(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return isPart(UInt8(scalar)) }
    switch scalar {
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: return true
    default: return isStart(scalar)
    }
  }

  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000, 0xFEFF:
      return true
    default: return false
    }
  }

  /// Whether a name can be written without help: one run of name characters, and no literal word.
  static func isPlainName(_ text: String) -> Bool {
    var first = true
    for scalar in text.unicodeScalars {
      guard first ? isStart(scalar.value) : isPart(scalar.value) else { return false }
      first = false
    }
    return !first && !reserved.contains(text)
  }

  /// Whether a text is a name of the standard, which may have blanks and symbols in it.
  static func isName(_ text: String) -> Bool {
    var first = true
    for scalar in text.unicodeScalars {
      let fits =
        first
        ? isStart(scalar.value)
        : isPart(scalar.value) || isSpace(scalar.value) || "./-'+*".unicodeScalars.contains(scalar)
      guard fits else { return false }
      first = false
    }
    return !first
  }

  /// Whether a text is words of name characters with a blank between them.
  static func isSpacedName(_ text: String) -> Bool {
    text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy {
      isPlainName(String($0))
    }
  }

  /// Words that are never names (reference/feel.md 5).
  static let reserved: Set<String> = [
    "null", "true", "false", "function", "in", "return", "then", "else", "satisfies", "and", "or",
  ]

  /// A name with each run of whitespace as one space.
  static func normalized(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    var pending = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar.value) {
        pending = !result.isEmpty
      } else {
        if pending { result.append(" ") }
        pending = false
        result.append(scalar)
      }
    }
    return String(result)
  }
}
