extension Parser {
  /// Whether `if` begins a conditional expression: in Camunda it can also be a name.
  var startsCondition: Bool {
    var ahead = scanner
    ahead.index += 2
    ahead.skipSpace()
    switch ahead.current {
    case 0, UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"),
      UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"),
      UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "+"):
      return dialect == .dmn
    case UInt8(ascii: "."): return ahead.byte(at: 1) &- UInt8(ascii: "0") < 10
    default: return true
    }
  }

  /// Whether `for`, `some` or `every` is followed by a name, and so is a keyword.
  func startsIterators(after length: Int) -> Bool {
    var ahead = scanner
    ahead.index += length
    ahead.skipSpace()
    return (ahead.atNameStart && !ahead.isAt("in")) || ahead.current == UInt8(ascii: "`")
  }

  mutating func conditional() throws(FEELProblem) -> Node {
    let start = scanner.index
    scanner.index += 2
    let condition = try enclosedExpression()
    try expect(word: "then", "`if` needs `then`: `if a then b else c`")
    let yes = try enclosedExpression()
    try expect(word: "else", "`if` needs `else`: `if a then b else c`")
    let no = try expression()
    return try node(.conditional(condition, yes, no), from: start, over: condition, yes, no)
  }

  mutating func loop() throws(FEELProblem) -> Node {
    let start = scanner.index
    scanner.index += 3
    let mark = names.mark()
    defer { names.leave(mark) }
    let iterators = try self.iterators()
    try expect(word: "return", "`for` needs `return`: `for x in list return x`")
    let body = try expression()
    return try node(
      .loop(iterators, body), from: start,
      over: iterators.flatMap { [$0.source, $0.upTo ?? $0.source] } + [body])
  }

  mutating func quantified(every: Bool) throws(FEELProblem) -> Node {
    let start = scanner.index
    scanner.index += every ? 5 : 4
    let mark = names.mark()
    defer { names.leave(mark) }
    let iterators = try self.iterators()
    try expect(word: "satisfies", "`\(every ? "every" : "some")` needs `satisfies` and a condition")
    let condition = try expression()
    return try node(
      .quantified(every: every, iterators, condition), from: start,
      over: iterators.map(\.source) + [condition])
  }

  private mutating func iterators() throws(FEELProblem) -> [Node.Iterator] {
    var iterators: [Node.Iterator] = []
    repeat {
      scanner.skipSpace()
      let name = try iteratorName()
      try expect(word: "in", "expected `in` and a list after the name")
      let source = try enclosedExpression()
      scanner.skipSpace()
      var upTo: Node?
      if scanner.current == UInt8(ascii: "."), scanner.byte(at: 1) == UInt8(ascii: ".") {
        scanner.index += 2
        upTo = try enclosedExpression()
        scanner.skipSpace()
      }
      names.add(name)
      iterators.append(.init(name: name, source: source, upTo: upTo))
    } while scanner.take(UInt8(ascii: ","))
    return iterators
  }

  /// The words up to `in`.
  private mutating func iteratorName() throws(FEELProblem) -> String {
    if scanner.current == UInt8(ascii: "`") { return try escapedName() }
    var name = try plainName("a name")
    while true {
      let end = scanner.index
      scanner.skipSpace()
      guard scanner.atNameStart, !scanner.isAt("in") else {
        scanner.index = end
        return name
      }
      name += try " " + plainName("a name")
    }
  }

  /// `function(a, b: number) body`, or a variable with that name if no parameters follow.
  mutating func function() throws(FEELProblem) -> Node {
    let start = scanner.index
    scanner.index += 8
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "(")) else {
      throw FEELProblem(
        message: "`function` needs parameters: `function(a, b) a + b`",
        range: start..<start + 8)
    }
    let mark = names.mark()
    defer { names.leave(mark) }
    var parameters: [Node.Parameter] = []
    scanner.skipSpace()
    if !scanner.take(UInt8(ascii: ")")) {
      repeat {
        scanner.skipSpace()
        let parameter = try self.parameter()
        parameters.append(parameter)
        names.add(parameter.name)
        scanner.skipSpace()
      } while scanner.take(UInt8(ascii: ","))
      try expect(")", "expected `)` to close the parameters")
    }
    scanner.skipSpace()
    if scanner.takeWord("external") {
      let body = try enclosedExpression()
      return try node(.externalFunction(parameters, body), from: start, over: body)
    }
    let body = try expression()
    return try node(.function(parameters, body), from: start, over: body)
  }

  private mutating func parameter() throws(FEELProblem) -> Node.Parameter {
    let name: String
    if scanner.current == UInt8(ascii: "`") {
      name = try escapedName()
    } else {
      let ends = [UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ")")]
      let start = scanner.index
      guard scanner.atNameStart, let text = takeName(endingAt: ends) else {
        throw problem("expected the name of a parameter")
      }
      guard dialect == .dmn || NameRules.isSpacedName(text, dialect) else {
        throw FEELProblem(
          message: "`\(text)` is not a name; put it in backticks", range: start..<scanner.index)
      }
      name = text
    }
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: ":")) else { return .init(name: name) }
    let start = scanner.index
    let type = try self.type()
    note("Camunda does not support types for parameters", start..<scanner.index)
    return .init(name: name, type: type)
  }
}
