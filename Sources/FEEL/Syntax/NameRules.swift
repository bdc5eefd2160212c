/// The characters of whitespace and names: those of the standard (DMN grammar rules 28 to 31, 61,
/// 62), in Camunda those of Java identifiers.
enum NameRules {
  /// Whether a character can begin a name, ASCII only.
  static func isStart(_ byte: UInt8, _ dialect: FEELDialect) -> Bool {
    let letter = byte | 0x20
    return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
      || (byte == UInt8(ascii: "?") && dialect == .dmn)
  }

  /// Whether a character can continue a name, ASCII only.
  static func isPart(_ byte: UInt8, _ dialect: FEELDialect) -> Bool {
    isStart(byte, dialect) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
  }

  static func isStart(_ scalar: UInt32, _ dialect: FEELDialect) -> Bool {
    if scalar < 0x80 { return isStart(UInt8(scalar), dialect) }
    if dialect == .camunda { return !isSpace(scalar) && isJavaStart(scalar) }
    switch scalar {
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
      0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
      0xFDF0...0xFFFD, 0x10000...0xEFFFF:
      return !isSpace(scalar)
    default: return false
    }
  }

  static func isPart(_ scalar: UInt32, _ dialect: FEELDialect) -> Bool {
    if scalar < 0x80 { return isPart(UInt8(scalar), dialect) }
    if dialect == .camunda { return !isSpace(scalar) && isJavaPart(scalar) }
    switch scalar {
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: return true
    default: return isStart(scalar, dialect)
    }
  }

  /// `Character.isJavaIdentifierStart` of a UTF-16 unit, so no character above U+FFFF is a letter.
  private static func isJavaStart(_ scalar: UInt32) -> Bool {
    switch category(scalar) {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .letterNumber, .currencySymbol, .connectorPunctuation:
      true
    default: false
    }
  }

  /// `Character.isJavaIdentifierPart` of a UTF-16 unit.
  private static func isJavaPart(_ scalar: UInt32) -> Bool {
    switch category(scalar) {
    case .decimalNumber, .spacingMark, .nonspacingMark, .format, .control: true
    default: isJavaStart(scalar)
    }
  }

  private static func category(_ scalar: UInt32) -> Unicode.GeneralCategory {
    guard scalar < 0x10000, let scalar = Unicode.Scalar(scalar) else { return .unassigned }
    return scalar.properties.generalCategory
  }

  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F,
      0x205F, 0x3000, 0xFEFF:
      return true
    default: return false
    }
  }

  /// Whether a name needs no backticks: one run of name characters that is not a literal.
  static func isPlainName(_ text: String, _ dialect: FEELDialect) -> Bool {
    var first = true
    for scalar in text.unicodeScalars {
      let fits = first ? isStart(scalar.value, dialect) : isPart(scalar.value, dialect)
      guard fits else { return false }
      first = false
    }
    return !first && !reserved.contains(text)
  }

  /// Whether a text is a name in the standard, which may contain spaces and symbols.
  static func isName(_ text: String) -> Bool {
    var first = true
    for scalar in text.unicodeScalars {
      let fits =
        first
        ? isStart(scalar.value, .dmn)
        : isPart(scalar.value, .dmn) || isSpace(scalar.value)
          || "./-'+*".unicodeScalars.contains(scalar)
      guard fits else { return false }
      first = false
    }
    return !first
  }

  /// Whether a text consists of words separated by single spaces.
  static func isSpacedName(_ text: String, _ dialect: FEELDialect) -> Bool {
    text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy {
      isPlainName(String($0), dialect)
    }
  }

  /// Whether a text can be a context key without quotes in Camunda: names, spaces, and ASCII
  /// symbols except `?`.
  static func isCamundaKey(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII ? scalar != "?" : isPart(scalar.value, .camunda) || isSpace(scalar.value)
    }
  }

  /// Reserved words.
  static let reserved: Set<String> = [
    "null", "true", "false", "function", "in", "return", "then", "else", "satisfies", "and", "or",
  ]

  /// A name with each run of whitespace replaced by one space.
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
