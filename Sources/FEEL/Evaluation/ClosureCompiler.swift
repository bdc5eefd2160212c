/// Turns a syntax tree into closures: names become slots, constants are folded.
struct ClosureCompiler {
  let dialect: FEELDialect
  let functions: FEELFunctionLibrary
  var scope: CodeScope
  /// Where the text ends: there, Camunda compares the input with a boolean.
  private(set) var textEnd = 0

  /// Code with its constant value, if known.
  struct Compiled {
    let code: Code
    var constant: FEELValue?

    init(_ code: @escaping Code) { self.code = code }
    init(constant: FEELValue) {
      code = { _ in constant }
      self.constant = constant
    }
  }

  init(dialect: FEELDialect, functions: FEELFunctionLibrary) {
    self.dialect = dialect
    self.functions = functions
    scope = CodeScope(parent: nil)
  }

  /// The code of a whole text.
  mutating func program(_ tree: Node) -> Code {
    textEnd = tree.range.upperBound
    if case .tests(let tests, negated: false) = tree.kind, let last = tests.last {
      textEnd = last.range.upperBound
    }
    return code(tree)
  }

  mutating func code(_ node: Node) -> Code { compile(node).code }

  mutating func compile(_ node: Node) -> Compiled {
    let range = node.range
    switch node.kind {
    case .literal(let value): return Compiled(constant: value)
    case .atLiteral(let text): return atLiteral(text, range)
    case .name(let name): return Compiled(self.name(name, range))
    case .parenthesized(let inner): return compile(inner)
    case .list(let items): return list(items)
    case .context(let entries): return Compiled(context(entries, range))
    case .range(let lower, let includesLower, let upper, let includesUpper):
      return self.range(lower, includesLower, upper, includesUpper, range)
    case .comparison(let comparison, let value): return unaryRange(comparison, value)
    case .negate(let value): return negate(value, range)
    case .arithmetic(let operation, let left, let right):
      return arithmetic(operation, left, right, range)
    case .compare(let comparison, let left, let right):
      return Compiled(compare(comparison, left, right, range))
    case .and(let left, let right): return Compiled(logic(left, right, decides: false))
    case .or(let left, let right): return Compiled(logic(left, right, decides: true))
    case .between(let value, let lower, let upper):
      return Compiled(between(value, lower, upper, range))
    case .isIn(let value, let tests): return Compiled(isIn(value, tests))
    case .conditional(let condition, let yes, let no):
      return Compiled(conditional(condition, yes, no))
    case .loop(let iterators, let body): return Compiled(loop(iterators, body, range))
    case .quantified(let every, let iterators, let condition):
      return Compiled(quantified(every, iterators, condition, range))
    case .function(let parameters, let body): return Compiled(function(parameters, body, nil))
    case .externalFunction:
      return Compiled { frame in
        let message = "external functions are not supported"
        if frame.run.dialect == .camunda { frame.run.fail(message) }
        frame.run.warn(.noFunctionFound, range, message)
        return .null
      }
    case .instanceOf(let value, let type):
      let value = code(value)
      return Compiled { frame in
        let value = value(frame)
        guard !type.looksInside || ValueLimits.accept(value, frame.run) else { return .null }
        return .boolean(type.contains(value))
      }
    case .path(let value, let name): return Compiled(path(value, name, range))
    case .filter(let list, let condition): return Compiled(filter(list, condition, range))
    case .call(let callee, let arguments): return call(callee, arguments, range)
    case .tests(let tests, let negated): return Compiled(unaryTests(tests, negated))
    case .anything: return Compiled(constant: .true)
    case .missing: return Compiled(constant: .null)
    }
  }

  // MARK: Values

  private func atLiteral(_ text: String, _ range: Range<Int>) -> Compiled {
    let dialect = dialect
    if let value = TemporalReader.any(text, dialect, { _ in nil }) {
      return Compiled(constant: value)
    }
    return Compiled { frame in
      let environment = frame.run.environment
      if let value = TemporalReader.any(text, dialect, { environment.timeZone(named: $0) }) {
        return value
      }
      frame.run.warn(
        .functionInvocationFailure, range, "`\(text)` is not a date, time or duration")
      return .null
    }
  }

  private mutating func list(_ items: [Node]) -> Compiled {
    let compiled = items.map { compile($0) }
    let constants = compiled.compactMap(\.constant)
    if constants.count == compiled.count { return Compiled(constant: .list(constants)) }
    let codes = compiled.map(\.code)
    return Compiled { frame in
      var values: [FEELValue] = []
      values.reserveCapacity(codes.count)
      for code in codes { values.append(code(frame)) }
      return .list(values)
    }
  }

  private mutating func context(_ entries: [Node.Entry], _ range: Range<Int>) -> Code {
    let mark = scope.bindings.count
    defer { scope.bindings.removeLast(scope.bindings.count - mark) }
    var codes: [(key: ContextKey, slot: Int, code: Code)] = []
    var duplicate: String?
    for entry in entries {
      if codes.contains(where: { $0.key.text == entry.key }) { duplicate = entry.key }
      let code: Code
      if case .function(let parameters, let body) = entry.value.kind {
        code = function(parameters, body, entry.key)
      } else {
        code = self.code(entry.value)
      }
      codes.append((ContextKey(entry.key), scope.bind(entry.key), code))
    }
    if let duplicate, dialect == .dmn {
      return { frame in
        frame.run.warn(.unknown, range, "the key `\(duplicate)` occurs twice in the context")
        return .null
      }
    }
    let entryCodes = codes
    return { frame in
      var context = FEELContext(reserving: entryCodes.count)
      for (key, slot, code) in entryCodes {
        let value = code(frame)
        frame.slots[slot] = value
        context.set(key, value)
      }
      return .context(context)
    }
  }

  mutating func range(
    _ lower: Node, _ includesLower: Bool, _ upper: Node, _ includesUpper: Bool,
    _ range: Range<Int>, isTest: Bool = false
  ) -> Compiled {
    let (lower, upper) = (compile(lower), compile(upper))
    let dialect = dialect
    let make: @Sendable (FEELValue, FEELValue) -> FEELValue? = { lower, upper in
      RangeValue.make(lower, includesLower, upper, includesUpper, dialect)
    }
    if let lower = lower.constant, let upper = upper.constant, let value = make(lower, upper) {
      return Compiled(constant: value)
    }
    let (lowerCode, upperCode) = (lower.code, upper.code)
    return Compiled { frame in
      let (lower, upper) = (lowerCode(frame), upperCode(frame))
      if let value = make(lower, upper) { return value }
      let hasNull = lower.isNull || upper.isNull
      frame.run.warn(
        hasNull && !isTest ? .invalidType : .notComparable, range,
        "invalid range from \(lower.brief(dialect)) to \(upper.brief(dialect))")
      return .null
    }
  }

  private mutating func unaryRange(_ comparison: ComparisonOperator, _ value: Node) -> Compiled {
    let value = compile(value)
    if let constant = value.constant {
      return Compiled(constant: .range(FEELRange(comparison, constant)))
    }
    let code = value.code
    return Compiled { .range(FEELRange(comparison, code($0))) }
  }

  // MARK: Operators

  private mutating func negate(_ value: Node, _ range: Range<Int>) -> Compiled {
    let value = compile(value)
    let dialect = dialect
    if let constant = value.constant, let result = Arithmetic.negate(constant, dialect) {
      return Compiled(constant: result)
    }
    let code = value.code
    return Compiled { frame in
      let value = code(frame)
      if let result = Arithmetic.negate(value, dialect) { return result }
      frame.run.warn(.invalidType, range, "`-` is not defined for \(value.kind.name)")
      return .null
    }
  }

  private mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: Node, _ right: Node, _ range: Range<Int>
  ) -> Compiled {
    let (left, right) = (compile(left), compile(right))
    if let left = left.constant, let right = right.constant,
      let result = Arithmetic.apply(operation, left, right)
    {
      return Compiled(constant: result)
    }
    let (leftCode, rightCode) = (left.code, right.code)
    return Compiled { frame in
      let (left, right) = (leftCode(frame), rightCode(frame))
      guard let result = Arithmetic.apply(operation, left, right) else {
        frame.run.warn(
          .invalidType, range, ClosureCompiler.complaint(about: operation, left, right))
        return .null
      }
      guard case .string(let text) = result else { return result }
      guard frame.run.spend(elements: ValueLimits.size(text)) else { return .null }
      return ValueLimits.bounded(result, frame.run)
    }
  }

  private static func complaint(
    about operation: ArithmeticOperator, _ left: FEELValue, _ right: FEELValue
  ) -> String {
    if case (.number, .number(let right)) = (left, right) {
      return operation == .divide && right.isZero
        ? "division by zero" : "the result of `\(operation.rawValue)` is out of range"
    }
    return "`\(operation.rawValue)` is not defined for \(left.kind.name) and \(right.kind.name)"
  }

  private mutating func compare(
    _ comparison: ComparisonOperator, _ left: Node, _ right: Node, _ range: Range<Int>
  ) -> Code {
    let (left, right) = (compile(left), compile(right))
    let dialect = dialect
    let leftCode = left.code
    let warn: @Sendable (Frame, FEELValue, FEELValue) -> FEELValue = { frame, left, right in
      ClosureCompiler.notComparable(frame.run, range, left, right)
    }
    if let constant = right.constant {
      return { frame in
        let left = leftCode(frame)
        return Comparison.compare(comparison, left, constant, dialect).map { .boolean($0) }
          ?? warn(frame, left, constant)
      }
    }
    let rightCode = right.code
    return { frame in
      let (left, right) = (leftCode(frame), rightCode(frame))
      switch left {
      case .list, .context:
        guard ValueLimits.accept(left, frame.run) else { return .null }
      case .string(let text):
        guard frame.run.spend(elements: ValueLimits.size(text)) else { return .null }
      default: break
      }
      return Comparison.compare(comparison, left, right, dialect).map { .boolean($0) }
        ?? warn(frame, left, right)
    }
  }

  static func notComparable(
    _ run: Run, _ range: Range<Int>, _ left: FEELValue, _ right: FEELValue
  ) -> FEELValue {
    run.warn(
      .notComparable, range,
      "\(left.brief(run.dialect)) and \(right.brief(run.dialect)) cannot be compared")
    return .null
  }

  /// Three-valued `and` (decided by false) and `or` (decided by true).
  private mutating func logic(_ left: Node, _ right: Node, decides: Bool) -> Code {
    let (leftRange, rightRange) = (left.range, right.range)
    let (left, right) = (code(left), code(right))
    return { frame in
      let first = ClosureCompiler.truth(left(frame), frame.run, leftRange)
      if first == decides { return .boolean(decides) }
      let second = ClosureCompiler.truth(right(frame), frame.run, rightRange)
      if second == decides { return .boolean(decides) }
      return first == nil || second == nil ? .null : .boolean(!decides)
    }
  }

  /// The value as a boolean; nil for null and, with a warning, for other types.
  static func truth(_ value: FEELValue, _ run: Run, _ range: Range<Int>) -> Bool? {
    if case .boolean(let value) = value { return value }
    run.warn(.invalidType, range, "expected a boolean, found \(value.kind.name)")
    return nil
  }

  private mutating func between(
    _ value: Node, _ lower: Node, _ upper: Node, _ range: Range<Int>
  ) -> Code {
    let (value, lower, upper) = (code(value), code(lower), code(upper))
    return { frame in
      let (value, lower, upper) = (value(frame), lower(frame), upper(frame))
      guard let first = Comparison.order(value, lower),
        let second = Comparison.order(value, upper)
      else { return ClosureCompiler.notComparable(frame.run, range, value, lower) }
      return .boolean(first >= 0 && second <= 0)
    }
  }

  private mutating func conditional(_ condition: Node, _ yes: Node, _ no: Node) -> Code {
    let range = condition.range
    let (condition, yes, no) = (code(condition), code(yes), code(no))
    return { frame in
      ClosureCompiler.truth(condition(frame), frame.run, range) == true ? yes(frame) : no(frame)
    }
  }
}

/// Creates ranges from two computed endpoints.
enum RangeValue {
  /// The range; nil if the endpoints are of different kinds or have no order. Camunda has no ranges
  /// without an endpoint.
  static func make(
    _ lower: FEELValue, _ includesLower: Bool, _ upper: FEELValue, _ includesUpper: Bool,
    _ dialect: FEELDialect
  ) -> FEELValue? {
    let ends = [lower, upper].filter { !$0.isNull }
    guard ends.count == 2 || dialect == .dmn else { return nil }
    guard ends.allSatisfy({ FEELKind.points.contains($0.kind) }) else { return nil }
    if ends.count == 2, Comparison.order(lower, upper) == nil { return nil }
    return .range(
      FEELRange(
        lower: lower.isNull ? nil : lower, includesLower: includesLower && !lower.isNull,
        upper: upper.isNull ? nil : upper, includesUpper: includesUpper && !upper.isNull))
  }
}
