import FEEL

/// Generates texts that are, or almost are, expressions.
struct ExpressionGenerator {
  private var random: SplitMix
  private static let functions = FEELBuiltins.catalogue
  private static let operators = [
    " + ", " - ", " * ", " / ", " ** ", " = ", " != ", " < ", " <= ", " > ", " >= ", " and ",
    " or ", " in ",
  ]
  private static let names = ["a", "b", "x", "list", "item", "`a b`"]

  init(_ random: SplitMix) { self.random = random }

  mutating func input() -> String {
    switch random.below(10) {
    case 0, 1, 2: return expression(1 + random.below(5))
    case 3: return spliced()
    case 4: return withChangedBytes(random.pick(ExpressionSeeds.expressions))
    case 5: return withChangedBytes(expression(1 + random.below(4)))
    case 6: return deep()
    case 7: return call(1)
    case 8: return withComments(expression(1 + random.below(4)))
    default: return withChangedTokens(random.pick(ExpressionSeeds.expressions))
    }
  }

  // MARK: From the grammar

  private mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else { return random.pick(ExpressionSeeds.atoms) }
    func next(_ generator: inout ExpressionGenerator) -> String {
      generator.expression(depth - 1 - generator.random.below(2))
    }
    let name = random.pick(Self.names)
    switch random.below(22) {
    case 0, 1: return random.pick(ExpressionSeeds.atoms)
    case 2, 3, 4: return next(&self) + random.pick(Self.operators) + next(&self)
    case 5: return "(" + next(&self) + ")"
    case 6: return "-" + next(&self)
    case 7: return "[" + some(depth) + "]"
    case 8: return "{\(name): \(next(&self)), \"k\": \(next(&self))}"
    case 9: return "if \(next(&self)) then \(next(&self)) else \(next(&self))"
    case 10: return "for \(name) in \(next(&self)) return \(next(&self))"
    case 11: return "for \(name) in \(next(&self))..\(next(&self)) return \(next(&self))"
    case 12:
      return "\(random.pick(["some", "every"])) \(name) in \(next(&self)) satisfies \(next(&self))"
    case 13: return next(&self) + "[" + next(&self) + "]"
    case 14: return next(&self) + "." + random.pick(["a", "b", "years", "hour", "start", "key"])
    case 15: return "(function(\(name)) \(next(&self)))(\(some(depth)))"
    case 16: return next(&self) + " between \(next(&self)) and \(next(&self))"
    case 17: return next(&self) + " in (\(some(depth)))"
    case 18:
      let ends = (random.pick(["[", "(", "]"]), random.pick(["]", ")", "["]))
      return ends.0 + next(&self) + ".." + next(&self) + ends.1
    case 19: return next(&self) + " instance of " + random.pick(["number", "list", "Any", "date"])
    default: return call(depth)
    }
  }

  private mutating func some(_ depth: Int) -> String {
    (0..<random.below(4)).map { _ in expression(depth - 1 - random.below(2)) }
      .joined(separator: ", ")
  }

  private mutating func call(_ depth: Int) -> String {
    let function = random.pick(Self.functions)
    let parameters = random.pick(function.parameterNames)
    let isNamed = random.below(5) == 0
    var arguments: [String] = []
    for parameter in parameters where random.below(12) > 0 {
      let value = expression(depth - 1 - random.below(2))
      arguments.append(isNamed ? "\(parameter): \(value)" : value)
    }
    return "\(function.name)(\(arguments.joined(separator: ", ")))"
  }

  // MARK: From other texts

  private mutating func withChangedTokens(_ text: String) -> String {
    var parts = tokens(of: text)
    for _ in 0...random.below(4) {
      let place = random.below(parts.count + 1)
      switch random.below(6) {
      case 0 where place < parts.count: parts.remove(at: place)
      case 1 where place < parts.count: parts.insert(parts[place], at: place)
      case 2 where place < parts.count: parts[place] = random.pick(ExpressionSeeds.tokens)
      case 3 where place < parts.count: parts[place] = random.pick(ExpressionSeeds.atoms)
      case 4: parts.insert(expression(random.below(3)), at: place)
      default: parts.insert(random.pick(ExpressionSeeds.tokens), at: place)
      }
    }
    return parts.joined()
  }

  /// The beginning of one expression with the end of another.
  private mutating func spliced() -> String {
    let (first, second) = (
      tokens(of: random.pick(ExpressionSeeds.expressions)),
      tokens(of: random.pick(ExpressionSeeds.expressions))
    )
    return
      (first.prefix(random.below(first.count + 1)) + second.suffix(random.below(second.count + 1)))
      .joined()
  }

  /// Splits a text into words, numbers, and single other characters.
  private func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var wasWord = false
    for character in text {
      let isWord = character.isLetter || character.isNumber
      if isWord, wasWord {
        tokens[tokens.count - 1].append(character)
      } else {
        tokens.append(String(character))
      }
      wasWord = isWord
    }
    return tokens
  }

  private mutating func withChangedBytes(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0...random.below(5) {
      let place = random.below(bytes.count + 1)
      switch random.below(4) {
      case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2: bytes = Array(bytes[..<place])
      default: bytes.insert(UInt8(random.below(128)), at: place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Inserts comments after some spaces and brackets.
  private mutating func withComments(_ text: String) -> String {
    var result = ""
    for character in text {
      result.append(character)
      if character == " " || "([{,".contains(character), random.below(4) == 0 {
        result += random.pick(["/* c */", "// c\n", " // c\n ", "\n/* c */\n", "\n"])
      }
    }
    return result
  }

  /// Many brackets or operators, deeply nested.
  private mutating func deep() -> String {
    let open = random.pick([
      "(", "[", "{a:", "-", "if ", "not(", "1+(", "for x in ", "abs(", "a.", "[1..", "function(a) ",
      "x in ", "\"a\"+",
    ])
    let close = random.pick([")", "]", "}", "", "[1]", ".a", "(1)", " then 1 else ", " return "])
    let count = 1 + random.below(random.below(50) == 0 ? 5000 : 60)
    return String(repeating: open, count: count) + random.pick(ExpressionSeeds.atoms)
      + String(repeating: close, count: random.below(3) == 0 ? random.below(count) : count)
  }
}
