/// The syntax tree of a regular expression.
indirect enum RegexNode: Sendable {
  case empty
  case character(Unicode.Scalar)
  case any
  case set(RegexCharacters)
  case sequence([RegexNode])
  case choice([RegexNode])
  case group(RegexNode, number: Int)
  case repetition(RegexNode, minimum: Int, maximum: Int?, Greed)
  case backReference(Int)
  case textStart
  case textEnd
  case wordBoundary(Bool)
  case look(RegexNode, ahead: Bool, isWanted: Bool)
  /// A part with its own flags: Java's `(?i)`.
  case flagged(RegexNode, RegexMatcher.Options)

  enum Greed: Sendable { case greedy, lazy, possessive }
}

/// A set of characters: ranges, classes and other sets.
struct RegexCharacters: Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var classes: [(CharacterClass, isNegated: Bool)] = []
  var isNegated = false
  /// `[A-Z-[OI]]`
  var subtracted: [RegexCharacters] = []
  /// `[a-z&&[^aeiou]]`
  var intersected: [RegexCharacters] = []
  var united: [RegexCharacters] = []

  /// The number of comparisons per character.
  var size: Int {
    (subtracted + intersected + united).reduce(ranges.count + classes.count) { $0 + $1.size }
  }

  /// Ignoring case, another form of the character may be in the set: among the characters that are
  /// written out, not in classes (XPath and XQuery Functions 5.6.2).
  func contains(_ scalar: Unicode.Scalar, _ options: RegexMatcher.Options) -> Bool {
    var isIn =
      ranges.contains { $0.contains(scalar.value) }
      || classes.contains { $0.0.contains(scalar, options) != $0.isNegated }
      || united.contains { $0.contains(scalar, options) }
    if !isIn && options.ignoresCase {
      isIn = CaseFolding.variants(scalar, options).contains { variant in
        ranges.contains { $0.contains(variant.value) }
      }
    }
    if isNegated { isIn.toggle() }
    return isIn
      && !subtracted.contains { $0.contains(scalar, options) }
      && intersected.allSatisfy { $0.contains(scalar, options) }
  }
}

/// A named class of characters.
enum CharacterClass: Sendable {
  case digit, space, word, asciiWord, asciiAlphanumeric, nameStart, namePart
  case category(String)
  case block(ClosedRange<UInt32>)

  /// The categories of cased letters, which Java treats as one if it ignores case.
  private static let casedCategories = ["Lu", "Ll", "Lt"]

  func contains(_ scalar: Unicode.Scalar, _ options: RegexMatcher.Options) -> Bool {
    if case .category(let name) = self, options.isJava, options.ignoresCase,
      CharacterClass.casedCategories.contains(name)
    {
      return CharacterClass.casedCategories.contains { UnicodeCategories.contains(scalar, $0) }
    }
    return contains(scalar)
  }

  private func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .digit: scalar.properties.generalCategory == .decimalNumber
    case .space: [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D].contains(scalar.value)
    case .word: CharacterClass.isWord(scalar)
    case .asciiWord: scalar == "_" || CharacterClass.asciiAlphanumeric.contains(scalar)
    case .asciiAlphanumeric:
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    case .nameStart:
      NameRules.isStart(scalar.value, .dmn) && scalar != "?" && scalar != "$" || scalar == ":"
    case .namePart:
      NameRules.isPart(scalar.value, .dmn) && scalar != "?" && scalar != "$"
        || [":", "-", "."].contains(scalar)
    case .category(let name): UnicodeCategories.contains(scalar, name)
    case .block(let range): range.contains(scalar.value)
    }
  }

  /// XPath's `\w`: all but punctuation, separators and control characters.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .spaceSeparator, .lineSeparator,
      .paragraphSeparator, .control, .format, .surrogate, .privateUse, .unassigned:
      false
    default: true
    }
  }

  /// Whether Java's `\b` considers it part of a word.
  static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
      || scalar.properties.generalCategory == .decimalNumber
  }
}

/// Case variants of characters.
enum CaseFolding {
  /// The variants that are considered equal: in Java only in ASCII, unless flag `u` is set.
  static func variants(
    _ scalar: Unicode.Scalar, _ options: RegexMatcher.Options
  ) -> [Unicode.Scalar] {
    if options.foldsUnicode { return variants(scalar) }
    let isLetter = scalar.isASCII && scalar.properties.isAlphabetic
    return isLetter ? [scalar, Unicode.Scalar(UInt8(scalar.value) ^ 0x20)] : [scalar]
  }

  private static func variants(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let properties = scalar.properties
    var variants = [scalar]
    for text in [properties.lowercaseMapping, properties.uppercaseMapping] {
      if let variant = text.unicodeScalars.first, text.unicodeScalars.count == 1 {
        variants.append(variant)
        // The Kelvin sign's lower case is k, whose upper case is K.
        for next in [variant.properties.lowercaseMapping, variant.properties.uppercaseMapping] {
          if let other = next.unicodeScalars.first, next.unicodeScalars.count == 1 {
            variants.append(other)
          }
        }
      }
    }
    // Letters outside ASCII whose case mappings lead into it.
    switch scalar {
    case "k", "K": variants.append("\u{212A}")
    case "s", "S": variants.append("\u{17F}")
    case "å", "Å": variants.append("\u{212B}")
    default: break
    }
    return variants
  }
}

/// Unicode categories such as `\p{Lu}`.
enum UnicodeCategories {
  private static let names: [Unicode.GeneralCategory: String] = [
    .uppercaseLetter: "Lu", .lowercaseLetter: "Ll", .titlecaseLetter: "Lt", .modifierLetter: "Lm",
    .otherLetter: "Lo", .nonspacingMark: "Mn", .spacingMark: "Mc", .enclosingMark: "Me",
    .decimalNumber: "Nd", .letterNumber: "Nl", .otherNumber: "No", .connectorPunctuation: "Pc",
    .dashPunctuation: "Pd", .openPunctuation: "Ps", .closePunctuation: "Pe",
    .initialPunctuation: "Pi", .finalPunctuation: "Pf", .otherPunctuation: "Po",
    .mathSymbol: "Sm", .currencySymbol: "Sc", .modifierSymbol: "Sk", .otherSymbol: "So",
    .spaceSeparator: "Zs", .lineSeparator: "Zl", .paragraphSeparator: "Zp", .control: "Cc",
    .format: "Cf", .surrogate: "Cs", .privateUse: "Co", .unassigned: "Cn",
  ]

  static let known: Set<String> = Set(names.values).union(names.values.map { String($0.prefix(1)) })

  static func contains(_ scalar: Unicode.Scalar, _ name: String) -> Bool {
    names[scalar.properties.generalCategory]?.hasPrefix(name) ?? false
  }

  /// Common blocks, by their names without spaces (XML Schema part 2, appendix F.1.1).
  static let blocks: [String: ClosedRange<UInt32>] = [
    "BasicLatin": 0x0000...0x007F, "Latin-1Supplement": 0x0080...0x00FF,
    "LatinExtended-A": 0x0100...0x017F, "LatinExtended-B": 0x0180...0x024F,
    "IPAExtensions": 0x0250...0x02AF, "SpacingModifierLetters": 0x02B0...0x02FF,
    "CombiningDiacriticalMarks": 0x0300...0x036F, "Greek": 0x0370...0x03FF,
    "GreekandCoptic": 0x0370...0x03FF, "Cyrillic": 0x0400...0x04FF, "Armenian": 0x0530...0x058F,
    "Hebrew": 0x0590...0x05FF, "Arabic": 0x0600...0x06FF, "Devanagari": 0x0900...0x097F,
    "Thai": 0x0E00...0x0E7F, "Georgian": 0x10A0...0x10FF, "HangulJamo": 0x1100...0x11FF,
    "LatinExtendedAdditional": 0x1E00...0x1EFF, "GreekExtended": 0x1F00...0x1FFF,
    "GeneralPunctuation": 0x2000...0x206F, "CurrencySymbols": 0x20A0...0x20CF,
    "LetterlikeSymbols": 0x2100...0x214F, "NumberForms": 0x2150...0x218F,
    "Arrows": 0x2190...0x21FF, "MathematicalOperators": 0x2200...0x22FF,
    "BoxDrawing": 0x2500...0x257F, "Dingbats": 0x2700...0x27BF, "Hiragana": 0x3040...0x309F,
    "Katakana": 0x30A0...0x30FF, "CJKUnifiedIdeographs": 0x4E00...0x9FFF,
    "HangulSyllables": 0xAC00...0xD7A3,
  ]
}
