extension Parser {
  /// The content of an input cell in a decision table (DMN grammar rules 15 to 17).
  mutating func unaryTests() throws(FEELProblem) -> Node {
    scanner.skipSpace()
    let start = scanner.index
    if scanner.current == UInt8(ascii: "-") {
      var ahead = scanner
      ahead.index += 1
      ahead.skipSpace()
      if ahead.atEnd {
        scanner = ahead
        return node(.anything, from: start)
      }
    }
    if scanner.isAt("not") {
      let outset = (scanner, problems.count)
      scanner.index += 3
      scanner.skipSpace()
      if scanner.take(UInt8(ascii: "(")) {
        let tests = try self.tests()
        scanner.skipSpace()
        if scanner.take(UInt8(ascii: ")")) {
          scanner.skipSpace()
          if scanner.atEnd {
            return try node(.tests(tests, negated: true), from: start, over: tests)
          }
        }
      }
      // `not(a) and b`: a function call within a longer test.
      scanner = outset.0
      problems.removeLast(problems.count - outset.1)
    }
    let tests = try self.tests()
    return try node(.tests(tests, negated: false), from: start, over: tests)
  }

  private mutating func tests() throws(FEELProblem) -> [Node] {
    var tests: [Node] = []
    repeat {
      tests.append(try test(.or))
      scanner.skipSpace()
    } while scanner.take(UInt8(ascii: ","))
    return tests
  }

  /// A comparison without its left operand, or an expression.
  private mutating func test(_ precedence: Precedence) throws(FEELProblem) -> Node {
    if let comparison = try comparisonValue() { return comparison }
    return try deeper(precedence)
  }

  /// After `in`, a test that uses the input `?` can be a comparison: `x in ? > 3`.
  mutating func comparedInput(_ tests: [Node]) throws(FEELProblem) -> [Node] {
    guard tests.count == 1, tests[0].mentionsInput else { return tests }
    if case .parenthesized = tests[0].kind { return tests }
    return [try binary(.comparison, after: tests[0], from: Int(tests[0].start))]
  }

  /// The right side of `in`: one test, or several in parentheses.
  ///
  /// It ends before `and`, where engines differ.
  mutating func testsAfterIn() throws(FEELProblem) -> [Node] {
    scanner.skipSpace()
    let start = scanner.index
    guard scanner.take(UInt8(ascii: "(")) else { return [try test(.additive)] }
    let outer = inRangeEnd
    inRangeEnd = false
    let tests = try self.tests()
    inRangeEnd = outer
    scanner.skipSpace()
    let operand: Node
    if tests.count == 1, isAtDots {
      operand = try range(from: start, lower: tests[0], includesLower: false)
    } else {
      try expect(")", "expected a closing `)`")
      guard tests.count == 1 else { return tests }
      if case .comparison = tests[0].kind {
        operand = node(tests[0].kind, from: start, height: tests[0].height)
      } else {
        operand = try node(.parenthesized(tests[0]), from: start, over: tests[0])
      }
    }
    // `(a)[1]` and `(a) + 1` only begin with a parenthesis.
    return [try binary(.additive, after: postfix(after: operand, from: start), from: start)]
  }
}
