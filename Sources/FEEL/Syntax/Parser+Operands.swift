extension Parser {
  /// An operand with the paths, filters and calls after it.
  mutating func postfix() throws(FEELProblem) -> Node {
    scanner.skipSpace()
    let start = scanner.index
    return try postfix(after: operand(), from: start)
  }

  /// The paths, filters and calls that follow an operand.
  mutating func postfix(after operand: Node, from start: Int) throws(FEELProblem) -> Node {
    var value = operand
    while true {
      let end = scanner.index
      scanner.skipSpace()
      switch scanner.current {
      case UInt8(ascii: ".") where scanner.byte(at: 1) != UInt8(ascii: "."):
        scanner.index += 1
        let name = try pathName()
        value = try node(.path(value, name), from: start, over: value)
      case UInt8(ascii: "[") where !inRangeEnd || !closesRange:
        scanner.index += 1
        let condition = try enclosedExpression()
        try expect("]", "expected `]` to close the filter")
        value = try node(.filter(value, condition), from: start, over: value, condition)
      case UInt8(ascii: "(") where isCallable(value):
        scanner.index += 1
        let arguments = try self.arguments()
        switch value.kind {
        case .name, .path: break
        default: note("Camunda calls functions only by name", value.range)
        }
        value = try node(
          .call(value, arguments), from: start, over: arguments.map(\.value) + [value])
      case UInt8(ascii: "i") where dialect == .dmn && scanner.isAt("instance"):
        scanner.index += 8
        value = try instanceOf(value, from: start)
      default:
        scanner.index = end
        return value
      }
    }
  }

  /// Neither a literal nor, in Camunda, the input of a test is ever a function, so `(` after it is
  /// something else.
  private func isCallable(_ value: Node) -> Bool {
    switch value.kind {
    case .name("?") where dialect == .camunda: false
    case .name, .path, .filter, .call, .parenthesized: true
    default: false
    }
  }

  /// Whether the `[` here ends a range, as in `[1..10[`.
  private var closesRange: Bool {
    var ahead = scanner
    ahead.index += 1
    ahead.skipSpace()
    switch ahead.current {
    case 0, UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "]"),
      UInt8(ascii: "}"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"),
      UInt8(ascii: ">"):
      return true
    default:
      return ahead.isAt("and") || ahead.isAt("or") || ahead.isAt("return") || ahead.isAt("then")
        || ahead.isAt("else") || ahead.isAt("satisfies") || ahead.isAt("in")
        || ahead.isAt("instance")
    }
  }

  private mutating func operand() throws(FEELProblem) -> Node {
    let start = scanner.index
    switch scanner.current {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try number()
    case UInt8(ascii: ".") where scanner.byte(at: 1) &- UInt8(ascii: "0") < 10:
      return try number()
    case UInt8(ascii: "\""):
      let text = try string()
      return node(.literal(.string(text)), from: start)
    case UInt8(ascii: "@"):
      scanner.index += 1
      scanner.skipSpace()
      guard scanner.current == UInt8(ascii: "\"") else {
        throw problem("expected a string after `@`: `@\"2026-01-31\"`")
      }
      let text = try string()
      return node(.atLiteral(text), from: start)
    case UInt8(ascii: "("): return try parenthesis()
    case UInt8(ascii: "["): return try listOrRange()
    case UInt8(ascii: "]"): return try openRange()
    case UInt8(ascii: "{"): return try context()
    case UInt8(ascii: "`"):
      let name = try escapedName()
      return node(.name(name), from: start)
    case UInt8(ascii: "?") where dialect == .camunda:
      scanner.index += 1
      return node(.name("?"), from: start)
    default:
      guard scanner.atNameStart else { throw unexpected() }
      return try word()
    }
  }

  /// A keyword expression, a constant or a name.
  private mutating func word() throws(FEELProblem) -> Node {
    let start = scanner.index
    if let end = names.endOfName(at: start, in: scanner), isNameInScope(endingAt: end) {
      let name = scanner.takeName(to: end)
      return node(.name(name), from: start)
    }
    switch scanner.current {
    case UInt8(ascii: "t") where scanner.takeWord("true"):
      return node(.literal(.true), from: start)
    case UInt8(ascii: "f"):
      if scanner.takeWord("false") { return node(.literal(.false), from: start) }
      if scanner.isAt("for"), startsIterators(after: 3) { return try loop() }
      if scanner.isAt("function") { return try function() }
    case UInt8(ascii: "n") where scanner.takeWord("null"):
      return node(.literal(.null), from: start)
    case UInt8(ascii: "i") where scanner.isAt("if") && startsCondition:
      return try conditional()
    case UInt8(ascii: "s") where scanner.isAt("some") && startsIterators(after: 4):
      return try quantified(every: false)
    case UInt8(ascii: "e") where scanner.isAt("every") && startsIterators(after: 5):
      return try quantified(every: true)
    default: break
    }
    if let end = KnownNames.endOfBuiltin(at: start, in: scanner), isNameInScope(endingAt: end) {
      let name = scanner.takeName(to: end)
      return node(.name(name), from: start)
    }
    if let end = endOfFunctionName {
      let name = scanner.takeName(to: end)
      return node(.name(name), from: start)
    }
    let name = try plainName("a value")
    return node(.name(name), from: start)
  }

  /// The end of a name of several words before a parenthesis: in Camunda the name of a function,
  /// whether it exists or not.
  private var endOfFunctionName: Int? {
    let firstEnd = scanner.nameEnd(from: scanner.index)
    // Usually it is one word, followed by no space or by an operator.
    guard dialect == .camunda, firstEnd + 1 < scanner.bytes.count,
      case let (blank, next) = (scanner.bytes[firstEnd], scanner.bytes[firstEnd + 1]),
      blank <= 0x20 || blank >= 0x80 || blank == UInt8(ascii: "/"),
      blank != 0x20 || next <= 0x20 || next >= 0x80 || next == UInt8(ascii: "/")
        || NameRules.isStart(next, dialect)
    else { return nil }
    var ahead = scanner
    ahead.index = firstEnd
    ahead.skipSpace()
    guard ahead.atNameStart else { return nil }
    ahead.index = scanner.index
    var end = ahead.index
    while ahead.atNameStart {
      end = ahead.nameEnd(from: ahead.index)
      let word = ahead.text(ahead.index..<end)
      guard !NameRules.reserved.contains(word), !Parser.operators.contains(word) else { return nil }
      ahead.index = end
      ahead.skipSpace()
    }
    return ahead.current == UInt8(ascii: "(") ? end : nil
  }

  /// Words that are operators between two operands.
  private static let operators: Set = ["between", "instance", "external"]

  /// The standard looks names up in the scope; Camunda recognizes them only by the parenthesis.
  private func isNameInScope(endingAt end: Int) -> Bool {
    if dialect == .dmn { return true }
    var ahead = scanner
    ahead.index = end
    ahead.skipSpace()
    return ahead.current == UInt8(ascii: "(")
  }

  /// One run of name characters that is not a reserved word.
  mutating func plainName(_ wanted: String) throws(FEELProblem) -> String {
    let start = scanner.index
    guard scanner.atNameStart else { throw unexpected() }
    let end = scanner.nameEnd(from: start)
    let name = scanner.text(start..<end)
    if end - start <= 9, NameRules.reserved.contains(name), !isOldFunction(name, end) {
      throw problem("`\(name)` is a reserved word; expected \(wanted)")
    }
    scanner.index = end
    return name
  }

  /// In Camunda, `all` and `any` also have their old names `and` and `or`.
  private func isOldFunction(_ name: String, _ end: Int) -> Bool {
    var ahead = scanner
    ahead.index = end
    ahead.skipSpace()
    return (name == "and" || name == "or") && dialect == .camunda
      && ahead.current == UInt8(ascii: "(")
  }

  private mutating func pathName() throws(FEELProblem) -> Node.PathName {
    scanner.skipSpace()
    let start = scanner.index
    if scanner.current == UInt8(ascii: "`") {
      let name = try escapedName()
      return .init(text: name, range: start..<scanner.index)
    }
    guard scanner.atNameStart else {
      throw problem("expected the name of an entry after `.`")
    }
    if let end = names.endOfKey(at: start, in: scanner) {
      return .init(text: scanner.takeName(to: end), range: start..<end)
    }
    let name = try plainName("the name of an entry")
    return .init(text: name, range: start..<scanner.index)
  }

  /// A name in backticks.
  mutating func escapedName() throws(FEELProblem) -> String {
    let start = scanner.index
    scanner.index += 1
    while !scanner.atEnd, scanner.current != UInt8(ascii: "`") { scanner.index += 1 }
    guard scanner.take(UInt8(ascii: "`")) else {
      throw FEELProblem(
        message: "unterminated name: expected a closing backtick",
        range: start..<scanner.bytes.count)
    }
    return scanner.text(start + 1..<scanner.index - 1)
  }
}
