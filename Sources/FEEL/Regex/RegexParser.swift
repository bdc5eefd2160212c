/// Parses a regular expression: XPath's in the standard (XPath and XQuery Functions 5.6.1), a
/// common subset of java.util.regex's in Camunda.
struct RegexParser {
  private let text: [Unicode.Scalar]
  private var index = 0
  private let dialect: FEELDialect
  private(set) var groupCount = 0
  private(set) var groupNames: [String: Int] = [:]
  private var closedGroups: Set<Int> = []
  private var depth = 0
  /// The flags that apply here, and those of the whole pattern.
  private var options: RegexMatcher.Options
  private let outerOptions: RegexMatcher.Options
  private static let depthLimit = 100
  private static let repetitionLimit = 10_000

  init(
    _ pattern: String, dialect: FEELDialect, ignoringSpace: Bool, _ options: RegexMatcher.Options
  ) {
    self.options = options
    outerOptions = options
    var scalars = Array(pattern.unicodeScalars)
    if ignoringSpace {
      scalars = RegexParser.withoutSpace(scalars, dialect: dialect)
    }
    text = scalars
    self.dialect = dialect
  }

  /// Flag `x`: spaces count only in brackets, in the standard not even after a `\`; Java also drops
  /// `#` comments.
  private static func withoutSpace(
    _ text: [Unicode.Scalar], dialect: FEELDialect
  ) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var brackets = 0
    var isEscaped = false
    var isComment = false
    for scalar in text {
      let isSpace = [" ", "\t", "\n", "\r"].contains(scalar)
      if isComment {
        isComment = scalar != "\n"
      } else if isEscaped {
        if isSpace, dialect == .dmn { continue }
        result.append(scalar)
        isEscaped = false
      } else if scalar == "#", brackets == 0, dialect == .camunda {
        isComment = true
      } else if !isSpace || brackets > 0 {
        result.append(scalar)
        isEscaped = scalar == "\\"
        if scalar == "[" { brackets += 1 }
        if scalar == "]" { brackets = max(0, brackets - 1) }
      }
    }
    return result
  }

  mutating func parse() throws(RegexFailure) -> RegexNode {
    let node = try choice()
    guard index == text.count else { throw .syntax("unmatched `)`") }
    return node
  }

  private var current: Unicode.Scalar? { index < text.count ? text[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  private mutating func choice() throws(RegexFailure) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= RegexParser.depthLimit else { throw .syntax("the groups are nested too deeply") }
    var branches = [try branch()]
    while take("|") { branches.append(try branch()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func branch() throws(RegexFailure) -> RegexNode {
    var pieces: [RegexNode] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      let atom = try atom()
      let piece = try quantified(atom)
      pieces.append(options == outerOptions ? piece : .flagged(piece, options))
    }
    return pieces.count == 1 ? pieces[0] : (pieces.isEmpty ? .empty : .sequence(pieces))
  }

  private mutating func quantified(_ atom: RegexNode) throws(RegexFailure) -> RegexNode {
    let minimum: Int
    let maximum: Int?
    switch current {
    case "*": (minimum, maximum) = (0, nil)
    case "+": (minimum, maximum) = (1, nil)
    case "?": (minimum, maximum) = (0, 1)
    case "{":
      guard let count = try bounds() else { return atom }
      return finish(atom, count.0, count.1)
    default: return atom
    }
    index += 1
    return finish(atom, minimum, maximum)
  }

  private mutating func finish(_ atom: RegexNode, _ minimum: Int, _ maximum: Int?) -> RegexNode {
    var greed = RegexNode.Greed.greedy
    if take("?") {
      greed = .lazy
    } else if dialect == .camunda, take("+") {
      greed = .possessive
    }
    return .repetition(atom, minimum: minimum, maximum: maximum, greed)
  }

  /// `{2}`, `{2,}` or `{2,5}`.
  private mutating func bounds() throws(RegexFailure) -> (Int, Int?)? {
    index += 1
    guard let minimum = integer() else { throw .syntax("expected a number after `{`") }
    var maximum: Int? = minimum
    if take(",") { maximum = current == "}" ? nil : integer() }
    guard take("}"), maximum ?? minimum >= minimum,
      max(minimum, maximum ?? 0) <= RegexParser.repetitionLimit
    else { throw .syntax("the repetition in `{…}` is invalid or too large") }
    return (minimum, maximum)
  }

  private mutating func integer() -> Int? {
    let start = index
    var value = 0
    while let digit = current, ("0"..."9").contains(digit) {
      value = min(value * 10 + Int(digit.value - 48), 1_000_000)
      index += 1
    }
    return index > start ? value : nil
  }

  private mutating func atom() throws(RegexFailure) -> RegexNode {
    guard let scalar = current else { return .empty }
    index += 1
    switch scalar {
    case "(": return try group()
    case "[": return .set(try set())
    case ".": return .any
    case "^": return .textStart
    case "$": return .textEnd
    case "\\": return try escape()
    case "*", "+", "?": throw .syntax("`\(scalar)` has nothing to repeat")
    case "{", "}", "]":
      if dialect == .dmn || scalar == "{" { throw .syntax("`\(scalar)` must be escaped") }
      return .character(scalar)
    default: return .character(scalar)
    }
  }

  private mutating func group() throws(RegexFailure) -> RegexNode {
    var number = 0
    var look: (ahead: Bool, isWanted: Bool)?
    // Flags in a group apply to the end of the group.
    let outer = options
    if take("?") {
      if dialect == .camunda, let flags = try inlineFlags() {
        options = flags
        if take(")") { return .empty }
        guard take(":") else { throw .syntax("the flags after `(?` must end with `)` or `:`") }
      } else if take(":") {
      } else if dialect == .camunda, take("=") {
        look = (true, true)
      } else if dialect == .camunda, take("!") {
        look = (true, false)
      } else if dialect == .camunda, take("<") {
        if take("=") {
          look = (false, true)
        } else if take("!") {
          look = (false, false)
        } else {
          // A named group is numbered like any other.
          let start = index
          while current != nil, current != ">" { index += 1 }
          let name = String(String.UnicodeScalarView(text[start..<index]))
          guard take(">") else { throw .syntax("the group's name must end with `>`") }
          groupCount += 1
          number = groupCount
          groupNames[name] = number
        }
      } else {
        throw .syntax("unknown syntax after `(?`")
      }
    } else {
      groupCount += 1
      number = groupCount
    }
    let content = try choice()
    guard take(")") else { throw .syntax("unmatched `(`") }
    options = outer
    if let look { return .look(content, ahead: look.ahead, isWanted: look.isWanted) }
    if number > 0 { closedGroups.insert(number) }
    return number == 0 ? content : .group(content, number: number)
  }

  /// The flags of `(?im-s)` or `(?i:…)` added to the current ones; nil if there are none.
  private mutating func inlineFlags() throws(RegexFailure) -> RegexMatcher.Options? {
    guard let first = current, first == "-" || first.properties.isAlphabetic else { return nil }
    var flags = options
    var isOn = true
    while let flag = current, flag != ")", flag != ":" {
      switch flag {
      case "i": flags.ignoresCase = isOn
      case "m": flags.multiline = isOn
      case "s": flags.dotMatchesAll = isOn
      case "u": flags.foldsUnicode = isOn
      case "-" where isOn: isOn = false
      default: throw .syntax("the flag `\(flag)` is not supported after `(?`")
      }
      index += 1
    }
    return flags
  }

  private mutating func escape() throws(RegexFailure) -> RegexNode {
    guard let scalar = current else { throw .syntax("incomplete escape `\\` at the end") }
    if ("1"..."9").contains(scalar) { return .backReference(try backReference()) }
    if dialect == .camunda {
      switch scalar {
      case "b", "B":
        index += 1
        return .wordBoundary(scalar == "b")
      case "A":
        index += 1
        return .textStart
      case "z", "Z":
        index += 1
        return .textEnd
      case "Q":
        index += 1
        var quoted: [RegexNode] = []
        while let next = current {
          if next == "\\", index + 1 < text.count, text[index + 1] == "E" {
            index += 2
            break
          }
          quoted.append(.character(next))
          index += 1
        }
        return .sequence(quoted)
      default: break
      }
    }
    switch try escapedClass() {
    case .character(let scalar): return .character(scalar)
    case .class(let type, let isNegated):
      var set = RegexCharacters()
      set.classes = [(type, isNegated)]
      return .set(set)
    }
  }

  /// The longest number that refers to a closed group.
  private mutating func backReference() throws(RegexFailure) -> Int {
    var number = 0
    while let digit = current, ("0"..."9").contains(digit) {
      let longer = number * 10 + Int(digit.value - 48)
      if number > 0, longer > groupCount { break }
      number = longer
      index += 1
    }
    guard closedGroups.contains(number) else {
      throw .syntax("`\\\(number)` does not refer to a preceding group")
    }
    return number
  }

  private enum Escaped {
    case character(Unicode.Scalar)
    case `class`(CharacterClass, isNegated: Bool)
  }

  private mutating func escapedClass() throws(RegexFailure) -> Escaped {
    guard let scalar = current else { throw .syntax("incomplete escape `\\` at the end") }
    index += 1
    switch scalar {
    case "n": return .character("\n")
    case "r": return .character("\r")
    case "t": return .character("\t")
    case "d", "D":
      let digits: CharacterClass = dialect == .camunda ? .block(0x30...0x39) : .digit
      return .class(digits, isNegated: scalar == "D")
    case "s", "S": return .class(.space, isNegated: scalar == "S")
    case "w", "W":
      return .class(dialect == .camunda ? .asciiWord : .word, isNegated: scalar == "W")
    case "i", "I": return .class(.nameStart, isNegated: scalar == "I")
    case "c", "C": return .class(.namePart, isNegated: scalar == "C")
    case "p", "P": return .class(try property(), isNegated: scalar == "P")
    case "f" where dialect == .camunda: return .character("\u{C}")
    case "u" where dialect == .camunda:
      let digits = text[index...].prefix(4)
      guard digits.count == 4,
        let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
        let result = Unicode.Scalar(value)
      else { throw .syntax("`\\u` needs four hexadecimal digits") }
      index += 4
      return .character(result)
    default:
      let isLetterOrDigit = NameRules.isPart(scalar.value, .dmn) && scalar != "$" && scalar != "?"
      if isLetterOrDigit && scalar != "_" { throw .syntax("`\\\(scalar)` is not a valid escape") }
      return .character(scalar)
    }
  }

  private mutating func property() throws(RegexFailure) -> CharacterClass {
    guard take("{") else {
      if dialect == .camunda, let scalar = current {
        index += 1
        return try category(String(scalar))
      }
      throw .syntax("`\\p` needs `{…}`")
    }
    var name = ""
    while let scalar = current, scalar != "}" {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard take("}") else { throw .syntax("`\\p{` needs `}`") }
    return try category(name)
  }

  private func category(_ name: String) throws(RegexFailure) -> CharacterClass {
    if UnicodeCategories.known.contains(name) { return .category(name) }
    let block = name.hasPrefix("Is") || (dialect == .camunda && name.hasPrefix("In"))
    if block, let range = UnicodeCategories.blocks[String(name.dropFirst(2))] {
      return .block(range)
    }
    if dialect == .camunda, let category = RegexParser.javaClasses[name] {
      return category
    }
    throw .syntax("`\(name)` is not a character class")
  }

  private static let javaClasses: [String: CharacterClass] = [
    "Lower": .category("Ll"), "Upper": .category("Lu"), "Alpha": .category("L"),
    "Digit": .category("Nd"), "Alnum": .asciiAlphanumeric, "Punct": .category("P"), "Space": .space,
    "ASCII": .block(0...0x7F), "IsAlphabetic": .category("L"), "IsLetter": .category("L"),
    "IsDigit": .category("Nd"), "IsUppercase": .category("Lu"), "IsLowercase": .category("Ll"),
    "IsPunctuation": .category("P"), "IsWhite_Space": .space, "IsL": .category("L"),
  ]

  /// The part of `[…]` after the opening bracket.
  private mutating func set() throws(RegexFailure) -> RegexCharacters {
    depth += 1
    defer { depth -= 1 }
    guard depth <= RegexParser.depthLimit else {
      throw .syntax("the brackets are nested too deeply")
    }
    var set = RegexCharacters()
    set.isNegated = take("^")
    var isFirst = true
    while true {
      guard let scalar = current else { throw .syntax("unmatched `[`") }
      if scalar == "]", !isFirst || dialect == .dmn {
        index += 1
        if isFirst { throw .syntax("`[]` has no characters") }
        return set
      }
      isFirst = false
      if scalar == "-", index + 1 < text.count, text[index + 1] == "[", dialect == .dmn {
        index += 2
        set.subtracted.append(try self.set())
        continue
      }
      if scalar == "[" {
        guard dialect == .camunda else { throw .syntax("`[` must be escaped in `[…]`") }
        index += 1
        set.united.append(try self.set())
        continue
      }
      if dialect == .camunda, scalar == "&", index + 1 < text.count, text[index + 1] == "&" {
        index += 2
        if take("[") {
          set.intersected.append(try self.set())
        }
        continue
      }
      try element(of: &set)
    }
  }

  private mutating func element(of set: inout RegexCharacters) throws(RegexFailure) {
    guard let first = try character(in: &set) else { return }
    guard current == "-", index + 1 < text.count, text[index + 1] != "]",
      !(text[index + 1] == "[" && dialect == .dmn)
    else {
      set.ranges.append(first.value...first.value)
      return
    }
    index += 1
    guard let last = try character(in: &set), last.value >= first.value else {
      throw .syntax("a character range is out of order")
    }
    set.ranges.append(first.value...last.value)
  }

  /// The next character of a set; nil if it was a class.
  private mutating func character(
    in set: inout RegexCharacters
  ) throws(RegexFailure) -> Unicode.Scalar? {
    guard let scalar = current else { throw .syntax("unmatched `[`") }
    index += 1
    guard scalar == "\\" else { return scalar }
    switch try escapedClass() {
    case .character(let scalar): return scalar
    case .class(let type, let isNegated):
      set.classes.append((type, isNegated))
      return nil
    }
  }
}
