/// Reads a regular expression: XPath's in the standard (XPath functions 5.6.1), java.util.regex's
/// in Camunda, as far as processes use it.
struct RegexParser {
  private let text: [Unicode.Scalar]
  private var index = 0
  private let dialect: FEELDialect
  private(set) var groupCount = 0
  private(set) var groupNames: [String: Int] = [:]
  private var closedGroups: Set<Int> = []
  private var depth = 0
  /// The flags that count here, and those of the whole pattern.
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

  /// Flag `x`: blanks count only between brackets, in the standard not even behind a `\`; Java
  /// also drops `#` comments.
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
    guard index == text.count else { throw .syntax("a `)` has no `(`") }
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
    guard depth <= RegexParser.depthLimit else { throw .syntax("too many parentheses") }
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
    guard let minimum = integer() else { throw .syntax("`{` needs a number") }
    var maximum: Int? = minimum
    if take(",") { maximum = current == "}" ? nil : integer() }
    guard take("}"), maximum ?? minimum >= minimum,
      max(minimum, maximum ?? 0) <= RegexParser.repetitionLimit
    else { throw .syntax("the repetition in `{}` is wrong or too large") }
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
    // Flags that stand in a group count to its end.
    let outer = options
    if take("?") {
      if dialect == .camunda, let flags = try inlineFlags() {
        options = flags
        if take(")") { return .empty }
        guard take(":") else { throw .syntax("the flags behind `(?` need `)` or `:`") }
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
          // A named group counts like any other.
          let start = index
          while current != nil, current != ">" { index += 1 }
          let name = String(String.UnicodeScalarView(text[start..<index]))
          guard take(">") else { throw .syntax("the group's name needs `>`") }
          groupCount += 1
          number = groupCount
          groupNames[name] = number
        }
      } else {
        throw .syntax("`(?` is followed by something unknown")
      }
    } else {
      groupCount += 1
      number = groupCount
    }
    let content = try choice()
    guard take(")") else { throw .syntax("a `(` has no `)`") }
    options = outer
    if let look { return .look(content, ahead: look.ahead, isWanted: look.isWanted) }
    if number > 0 { closedGroups.insert(number) }
    return number == 0 ? content : .group(content, number: number)
  }

  /// The flags of `(?im-s)` or `(?i:…)` on top of those that count already; nil without any.
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
      default: throw .syntax("the flag `\(flag)` is not understood behind `(?`")
      }
      index += 1
    }
    return flags
  }

  private mutating func escape() throws(RegexFailure) -> RegexNode {
    guard let scalar = current else { throw .syntax("a `\\` stands at the end") }
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

  /// As many digits as name a group that is closed already.
  private mutating func backReference() throws(RegexFailure) -> Int {
    var number = 0
    while let digit = current, ("0"..."9").contains(digit) {
      let longer = number * 10 + Int(digit.value - 48)
      if number > 0, longer > groupCount { break }
      number = longer
      index += 1
    }
    guard closedGroups.contains(number) else {
      throw .syntax("`\\\(number)` refers to no group before it")
    }
    return number
  }

  private enum Escaped {
    case character(Unicode.Scalar)
    case `class`(CharacterClass, isNegated: Bool)
  }

  private mutating func escapedClass() throws(RegexFailure) -> Escaped {
    guard let scalar = current else { throw .syntax("a `\\` stands at the end") }
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
      if isLetterOrDigit && scalar != "_" { throw .syntax("`\\\(scalar)` is no escape") }
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
    throw .syntax("`\(name)` is no class of characters")
  }

  private static let javaClasses: [String: CharacterClass] = [
    "Lower": .category("Ll"), "Upper": .category("Lu"), "Alpha": .category("L"),
    "Digit": .category("Nd"), "Alnum": .asciiAlphanumeric, "Punct": .category("P"), "Space": .space,
    "ASCII": .block(0...0x7F), "IsAlphabetic": .category("L"), "IsLetter": .category("L"),
    "IsDigit": .category("Nd"), "IsUppercase": .category("Lu"), "IsLowercase": .category("Ll"),
    "IsPunctuation": .category("P"), "IsWhite_Space": .space, "IsL": .category("L"),
  ]

  /// The rest of `[…]`.
  private mutating func set() throws(RegexFailure) -> RegexCharacters {
    depth += 1
    defer { depth -= 1 }
    guard depth <= RegexParser.depthLimit else { throw .syntax("too many brackets") }
    var set = RegexCharacters()
    set.isNegated = take("^")
    var isFirst = true
    while true {
      guard let scalar = current else { throw .syntax("a `[` has no `]`") }
      if scalar == "]", !isFirst || dialect == .dmn {
        index += 1
        if isFirst { throw .syntax("`[]` is empty") }
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
      throw .syntax("a range of characters is backwards")
    }
    set.ranges.append(first.value...last.value)
  }

  /// The next character of a set; nil when it was a class.
  private mutating func character(
    in set: inout RegexCharacters
  ) throws(RegexFailure) -> Unicode.Scalar? {
    guard let scalar = current else { throw .syntax("a `[` has no `]`") }
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
