extension Compiler {
  /// A test of an input: true, false, or nil when it can't be told.
  private typealias Test = @Sendable (Frame, FEELValue) -> Bool?

  mutating func isIn(_ value: Node, _ tests: [Node]) -> Code {
    let value = code(value)
    let tests = tests.map { test($0, isCell: false) }
    if tests.count == 1 {
      let test = tests[0]
      return { frame in test(frame, value(frame)).map { .boolean($0) } ?? .null }
    }
    return { frame in Compiler.any(tests, frame, value(frame)) }
  }

  /// The tests of a decision table cell, whose input is `?`.
  mutating func unaryTests(_ tests: [Node], _ negated: Bool) -> Code {
    let input = ContextKey("?")
    let tests = tests.map { test($0, isCell: true) }
    return { frame in
      let result = Compiler.any(tests, frame, frame.globals.value(input) ?? .null)
      if negated, case .boolean(let value) = result { return .boolean(!value) }
      return result
    }
  }

  private static func any(_ tests: [Test], _ frame: Frame, _ input: FEELValue) -> FEELValue {
    var isUnknown = false
    for test in tests {
      switch test(frame, input) {
      case true?: return .true
      case nil: isUnknown = true
      case false?: continue
      }
    }
    return isUnknown ? .null : .false
  }

  private mutating func test(_ node: Node, isCell: Bool) -> Test {
    let dialect = dialect
    let range = node.range
    if case .comparison(let comparison, let operand) = node.kind {
      let operand = code(operand)
      return { frame, input in
        let value = operand(frame)
        let result = Comparison.compare(comparison, input, value, dialect)
        if result == nil { _ = Compiler.notComparable(frame.run, range, input, value) }
        return result
      }
    }
    let compiled = compile(node)
    if case .range(let constant)? = compiled.constant {
      return { frame, input in Compiler.matches(.range(constant), input, frame.run, range) }
    }
    let code = compiled.code
    if isCell, Compiler.mentionsInput(node) {
      // With `?` the test says itself what it wants of the input.
      return { frame, _ in
        switch code(frame) {
        case .boolean(let value): value
        default: nil
        }
      }
    }
    let isConstant = compiled.constant != nil
    return { frame, input in
      let value = code(frame)
      if isCell, !isConstant, case .boolean(true) = value { return true }
      return Compiler.matches(value, input, frame.run, range)
    }
  }

  /// Whether an input is a value, lies in it or is one of its elements.
  private static func matches(
    _ value: FEELValue, _ input: FEELValue, _ run: Run, _ place: Range<Int>
  ) -> Bool? {
    switch value {
    case .range(let range):
      if case .range(let input) = input { return input == range }
      let result = Comparison.contains(range, input, run.dialect)
      if result == nil { _ = notComparable(run, place, input, value) }
      return result
    case .list(let items):
      if Comparison.equal(input, value, run.dialect) == true { return true }
      return items.contains { item in
        if case .range(let range) = item {
          return Comparison.contains(range, input, run.dialect) == true
        }
        return Comparison.equal(input, item, run.dialect) == true
      }
    default:
      let result = Comparison.equal(input, value, run.dialect)
      if result == nil { _ = notComparable(run, place, input, value) }
      return result
    }
  }

  private static func mentionsInput(_ node: Node) -> Bool {
    if case .name("?") = node.kind { return true }
    return node.children.contains(where: mentionsInput)
  }
}
