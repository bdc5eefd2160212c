extension ClosureCompiler {
  /// A unary test of an input: true, false, or nil if undetermined.
  private typealias Test = @Sendable (Frame, FEELValue) -> Bool?

  mutating func isIn(_ value: Node, _ tests: [Node]) -> Code {
    let value = code(value)
    let (slot, tests) = self.tests(tests, isCell: false)
    return { frame in
      let input = value(frame)
      if let slot { frame.slots[slot] = input }
      return ClosureCompiler.any(tests, frame, input)
    }
  }

  /// The tests of a decision table cell, whose input is `?`.
  mutating func unaryTests(_ tests: [Node], _ negated: Bool) -> Code {
    let key = ContextKey("?")
    let (slot, tests) = self.tests(tests, isCell: true)
    return { frame in
      let input = frame.globals.value(key) ?? .null
      if let slot { frame.slots[slot] = input }
      let result = ClosureCompiler.any(tests, frame, input)
      if negated, case .boolean(let value) = result { return .boolean(!value) }
      return result
    }
  }

  /// The tests, and the slot of their input if one of them uses `?`.
  private mutating func tests(_ tests: [Node], isCell: Bool) -> (slot: Int?, [Test]) {
    let mark = scope.bindings.count
    let slot = tests.contains(where: \.mentionsInput) ? scope.bind("?") : nil
    let tests = tests.map { test($0, isCell: isCell) }
    scope.bindings.removeLast(scope.bindings.count - mark)
    return (slot, tests)
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
        if result == nil { _ = ClosureCompiler.notComparable(frame.run, range, input, value) }
        return result
      }
    }
    if dialect == .camunda, case .literal(.boolean(let wanted)) = node.kind,
      node.range.upperBound != textEnd
    {
      // A comparison value only at the end of the text, elsewhere the test's result.
      return { _, input in wanted || Comparison.equal(input, .false, dialect) == true }
    }
    let compiled: Compiled
    let isRange: Bool
    if case .range(let lower, let includesLower, let upper, let includesUpper) = node.kind {
      compiled = self.range(lower, includesLower, upper, includesUpper, range, isTest: true)
      isRange = true
    } else {
      compiled = compile(node)
      isRange = false
    }
    if case .range(let constant)? = compiled.constant {
      return { frame, input in ClosureCompiler.matches(.range(constant), input, frame.run, range) }
    }
    let code = compiled.code
    if node.mentionsInput {
      // A test with `?` states its own condition on the input.
      return { frame, _ in
        switch code(frame) {
        case .boolean(let value): value
        default: nil
        }
      }
    }
    if case .literal = node.kind {
      return { frame, input in ClosureCompiler.matches(code(frame), input, frame.run, range) }
    }
    let isResult = isCell || dialect == .camunda
    return { frame, input in
      let value = code(frame)
      if isRange, value.isNull { return nil }
      if isResult, case .boolean(let result) = value {
        return result || Comparison.equal(input, .false, dialect) == true
      }
      return ClosureCompiler.matches(value, input, frame.run, range)
    }
  }

  /// Whether an input equals a value, is in it, or is one of its elements.
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
      guard run.spend(elements: items.count), ValueLimits.accept(input, run) else { return nil }
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
}
