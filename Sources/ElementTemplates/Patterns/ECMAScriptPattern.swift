import Text

/// Checks the syntax of regular expressions in browsers: ECMAScript without flags.
///
/// Source: ECMAScript 2025, 22.2.1 with annex B.1.2, in which most invalid syntax is literal.
/// Patterns are checked here and matched elsewhere.
struct ECMAScriptPattern {
  /// Why a text is not a regular expression; nil if it is one.
  static func fault(in pattern: String) -> String? {
    var reader = ECMAScriptPattern(pattern)
    do {
      try reader.readDisjunction()
      if reader.current != nil { return "unmatched ')'" }
      return reader.faultOfReferences
    } catch {
      return error.message
    }
  }

  private struct Fault: Error {
    var message: String
  }

  private let text: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  /// The names of groups that can participate together, and those that `\k` refers to.
  private var names: Set<String> = []
  private var references: [String] = []
  private var hasBareReference = false
  private static let maximumDepth = 200

  private init(_ pattern: String) {
    text = Array(pattern.unicodeScalars)
  }

  private var current: Unicode.Scalar? { index < text.count ? text[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  private mutating func take(_ word: String) -> Bool {
    let scalars = Array(word.unicodeScalars)
    guard text[index...].starts(with: scalars) else { return false }
    index += scalars.count
    return true
  }

  /// `\k` is a reference only if the pattern has a named group; then it must refer to one.
  private var faultOfReferences: String? {
    if names.isEmpty { return nil }
    if hasBareReference { return "'\\k' needs the name of a group" }
    return references.first { !names.contains($0) }.map { "no group has the name '\($0)'" }
  }

  private mutating func readDisjunction() throws(Fault) {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw Fault(message: "the groups are nested too deeply") }
    let before = names
    var all = names
    repeat {
      // Alternatives can use the same name, because only one of them matches.
      names = before
      while let scalar = current, scalar != "|", scalar != ")" { try readTerm() }
      all.formUnion(names)
    } while take("|")
    names = all
  }

  private mutating func readTerm() throws(Fault) {
    guard let scalar = current else { return }
    var isRepeatable = true
    switch scalar {
    case "^", "$":
      index += 1
      isRepeatable = false
    case "(":
      index += 1
      isRepeatable = try readGroup()
    case "[":
      index += 1
      try readClass()
    case "\\":
      index += 1
      isRepeatable = try readEscape()
    case "*", "+", "?":
      throw Fault(message: "the '\(scalar)' has nothing to repeat")
    case "{":
      if try readBraces() { throw Fault(message: "the '{…}' has nothing to repeat") }
      index += 1
    default:
      index += 1
    }
    let start = index
    guard try readQuantifier() else { return }
    if !isRepeatable {
      throw Fault(message: "the '\(text[start])' has nothing to repeat")
    }
  }

  /// The rest of a group after `(`.
  ///
  /// - Returns: whether it can be repeated.
  private mutating func readGroup() throws(Fault) -> Bool {
    var isRepeatable = true
    if take("?") {
      if take("<=") || take("<!") {
        isRepeatable = false
      } else if take("<") {
        let name = try readName()
        if !names.insert(name).inserted {
          throw Fault(message: "two groups have the name '\(name)'")
        }
      } else if !take(":"), !take("="), !take("!") {
        try readFlags()
      }
    }
    try readDisjunction()
    if !take(")") { throw Fault(message: "unmatched '('") }
    return isRepeatable
  }

  /// The flags `i`, `m` and `s` to enable, and after `-` to disable, for one group.
  private mutating func readFlags() throws(Fault) {
    let message = "unknown syntax after '(?'"
    var seen: Set<Unicode.Scalar> = []
    var hasMinus = false
    while let scalar = current, scalar != ":" {
      index += 1
      if scalar == "-", !hasMinus {
        hasMinus = true
      } else if !["i", "m", "s"].contains(scalar) || !seen.insert(scalar).inserted {
        throw Fault(message: message)
      }
    }
    if seen.isEmpty || !take(":") { throw Fault(message: message) }
  }

  /// A group's name, up to `>`.
  private mutating func readName() throws(Fault) -> String {
    var name = ""
    while let scalar = current, scalar != ">" {
      let isPart =
        scalar == "$" || scalar == "_"
        || (name.isEmpty
          ? scalar.properties.isIDStart
          : scalar.properties.isIDContinue || scalar == "\u{200C}" || scalar == "\u{200D}")
      if !isPart { throw Fault(message: "'\(scalar)' is not allowed here in a group's name") }
      name.unicodeScalars.append(scalar)
      index += 1
    }
    if name.isEmpty || !take(">") {
      throw Fault(message: "a group's name is empty or unterminated")
    }
    return name
  }

  /// The rest of an escape after `\`.
  ///
  /// - Returns: whether it can be repeated.
  private mutating func readEscape() throws(Fault) -> Bool {
    guard let scalar = current else { throw Fault(message: "it ends with '\\'") }
    index += 1
    switch scalar {
    case "b", "B": return false
    case "k":
      let start = index
      // A `\k` without a name is the letter, as in web browsers.
      if take("<"), let name = try? readName() {
        references.append(name)
      } else {
        index = start
        hasBareReference = true
      }
    default: break
    }
    return true
  }

  /// A quantifier, if there is one.
  private mutating func readQuantifier() throws(Fault) -> Bool {
    switch current {
    case "*", "+", "?": index += 1
    case "{":
      guard try readBraces() else { return false }
    default: return false
    }
    _ = take("?")
    return true
  }

  /// `{2}`, `{2,}` or `{2,5}`; other braces are literal.
  private mutating func readBraces() throws(Fault) -> Bool {
    let start = index
    index += 1
    guard let least = readNumber() else {
      index = start
      return false
    }
    var most: Double? = least
    if take(",") { most = readNumber() }
    guard take("}") else {
      index = start
      return false
    }
    if let most, most < least { throw Fault(message: "the numbers in '{…}' are out of order") }
    return true
  }

  private mutating func readNumber() -> Double? {
    let start = index
    var value = 0.0
    while let scalar = current, ("0"..."9").contains(scalar) {
      value = value * 10 + Double(scalar.value - 48)
      index += 1
    }
    return index > start ? value : nil
  }

  /// The rest of a class after `[`.
  private mutating func readClass() throws(Fault) {
    _ = take("^")
    while let scalar = current {
      if scalar == "]" {
        index += 1
        return
      }
      let low = try readClassAtom()
      guard current == "-", index + 1 < text.count, text[index + 1] != "]" else { continue }
      index += 1
      let high = try readClassAtom()
      // A range with a class such as \d as an end is not a range: its parts are literal.
      if let low, let high, low > high {
        throw Fault(message: "a range in '[…]' is out of order")
      }
    }
    throw Fault(message: "unmatched '['")
  }

  /// One character of a class; nil for an escape for several characters.
  private mutating func readClassAtom() throws(Fault) -> UInt32? {
    guard let scalar = current else { throw Fault(message: "unmatched '['") }
    index += 1
    guard scalar == "\\" else { return scalar.value }
    guard let escaped = current else { throw Fault(message: "it ends with '\\'") }
    index += 1
    switch escaped {
    case "d", "D", "w", "W", "s", "S": return nil
    case "b": return 0x08
    case "t": return 0x09
    case "n": return 0x0A
    case "v": return 0x0B
    case "f": return 0x0C
    case "r": return 0x0D
    case "x": return readHexadecimal(2) ?? escaped.value
    case "u": return readHexadecimal(4) ?? escaped.value
    case "c":
      guard let letter = current, letter.isASCII, letter.value < 0x80,
        UInt8(letter.value).isWordByte
      else {
        index -= 1
        return 0x5C
      }
      index += 1
      return letter.value % 32
    case "0"..."7": return readOctal(escaped)
    default: return escaped.value
    }
  }

  private mutating func readHexadecimal(_ count: Int) -> UInt32? {
    guard index + count <= text.count else { return nil }
    let digits = String(String.UnicodeScalarView(text[index..<index + count]))
    guard digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else { return nil }
    index += count
    return value
  }

  private mutating func readOctal(_ first: Unicode.Scalar) -> UInt32 {
    var value = first.value - 48
    while let digit = current, ("0"..."7").contains(digit), value * 8 + digit.value - 48 <= 0o377 {
      value = value * 8 + digit.value - 48
      index += 1
    }
    return value
  }
}
