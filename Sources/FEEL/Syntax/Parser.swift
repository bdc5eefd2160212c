/// A recursive-descent parser for FEEL (DMN 1.5, 10.3.1.2).
///
/// After a problem inside brackets, parsing continues after the next comma or bracket, so that
/// several problems in one text are reported.
struct Parser {
  /// The maximum depth of nested brackets and operators; more is a problem, not a stack overflow.
  static let depthLimit = 200
  /// The maximum number of consecutive operators, which nest to the left.
  static let heightLimit = 1000

  var scanner: SourceScanner
  let dialect: FEELDialect
  let literal: (@Sendable (String) -> String)?
  var names: KnownNames
  var problems: [FEELProblem] = []
  /// Where Camunda's own engine parses the text differently.
  private(set) var notes: [FEELProblem] = []
  var depth = 0
  /// Inside the end of a range, where `[` can close it.
  var inRangeEnd = false

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, dialect: FEELDialect, names: Set<String>,
    literal: (@Sendable (String) -> String)?
  ) {
    scanner = SourceScanner(bytes, dialect)
    self.dialect = dialect
    self.names = KnownNames(names, dialect)
    self.literal = literal
  }

  mutating func parse(_ mode: FEELMode) -> Node {
    do throws(FEELProblem) {
      scanner.skipSpace()
      if scanner.atEnd { throw problem("the expression is empty") }
      let node = mode == .expression ? try expression() : try unaryTests()
      scanner.skipSpace()
      if !scanner.atEnd { throw unexpected() }
      return node
    } catch {
      if problems.last?.range != error.range { problems.append(error) }
      return node(.missing, from: 0)
    }
  }

  // MARK: Nodes

  func node(_ kind: Node.Kind, from start: Int, height: Int32 = 0) -> Node {
    Node(
      kind: kind, start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: scanner.index), height: height)
  }

  func node(_ kind: Node.Kind, from start: Int, over children: Node...) throws(FEELProblem) -> Node
  {
    var height: Int32 = 0
    for child in children where child.height > height { height = child.height }
    guard height < Parser.heightLimit else { throw tooDeep(at: start) }
    return node(kind, from: start, height: height + 1)
  }

  func node(_ kind: Node.Kind, from start: Int, over children: [Node]) throws(FEELProblem) -> Node {
    var height: Int32 = 0
    for child in children where child.height > height { height = child.height }
    guard height < Parser.heightLimit else { throw tooDeep(at: start) }
    return node(kind, from: start, height: height + 1)
  }

  // MARK: Expressions

  mutating func expression() throws(FEELProblem) -> Node {
    if dialect == .dmn, let comparison = try comparisonValue() { return comparison }
    return try deeper(.or)
  }

  /// Operators that bind at least as tightly as `minimum`, one nesting level deeper.
  mutating func deeper(_ minimum: Precedence) throws(FEELProblem) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.depthLimit else { throw tooDeep(at: scanner.index) }
    return try binary(minimum)
  }

  /// An expression delimited by brackets, so that `[` inside it is a filter again.
  mutating func enclosedExpression() throws(FEELProblem) -> Node {
    let outer = inRangeEnd
    inRangeEnd = false
    defer { inRangeEnd = outer }
    return try expression()
  }

  enum Precedence: Int {
    case or = 1
    case and, comparison, additive, multiplicative, power, unary
  }

  private enum Operator {
    case or, and, between, isIn, instanceOf
    case compare(ComparisonOperator)
    case arithmetic(ArithmeticOperator)
  }

  /// The binary operator here, its precedence and its length.
  @inline(__always)
  private func binaryOperator() -> (Operator, Precedence, length: Int)? {
    let next = scanner.byte(at: 1)
    switch scanner.current {
    case UInt8(ascii: "+"): return (.arithmetic(.add), .additive, 1)
    case UInt8(ascii: "-"): return (.arithmetic(.subtract), .additive, 1)
    case UInt8(ascii: "*"):
      if next == UInt8(ascii: "*") { return (.arithmetic(.power), .power, 2) }
      return (.arithmetic(.multiply), .multiplicative, 1)
    case UInt8(ascii: "/"): return (.arithmetic(.divide), .multiplicative, 1)
    case UInt8(ascii: "="): return (.compare(.equal), .comparison, 1)
    case UInt8(ascii: "!") where next == UInt8(ascii: "="):
      return (.compare(.notEqual), .comparison, 2)
    case UInt8(ascii: "<"):
      if next == UInt8(ascii: "=") { return (.compare(.lessOrEqual), .comparison, 2) }
      return (.compare(.less), .comparison, 1)
    case UInt8(ascii: ">"):
      if next == UInt8(ascii: "=") { return (.compare(.greaterOrEqual), .comparison, 2) }
      return (.compare(.greater), .comparison, 1)
    case UInt8(ascii: "a") where scanner.isAt("and"): return (.and, .and, 3)
    case UInt8(ascii: "o") where scanner.isAt("or"): return (.or, .or, 2)
    case UInt8(ascii: "b") where scanner.isAt("between"): return (.between, .comparison, 7)
    case UInt8(ascii: "i") where scanner.isAt("in"): return (.isIn, .comparison, 2)
    case UInt8(ascii: "i") where scanner.isAt("instance") && dialect == .camunda:
      // Camunda tests the whole left operand; the standard binds more tightly.
      return (.instanceOf, .comparison, 8)
    default: return nil
    }
  }

  /// Camunda's `instance of` can follow a comparison and tests its result.
  private func isInstanceOf(_ operation: Operator) -> Bool {
    if case .instanceOf = operation { return true }
    return false
  }

  mutating func binary(_ minimum: Precedence) throws(FEELProblem) -> Node {
    scanner.skipSpace()
    let start = scanner.index
    return try binary(minimum, after: unary(), from: start)
  }

  /// The operators after an operand that bind at least as tightly as `minimum`.
  mutating func binary(
    _ minimum: Precedence, after operand: Node, from start: Int
  ) throws(FEELProblem) -> Node {
    var left = operand
    var isComparison = false
    while true {
      let end = scanner.index
      scanner.skipSpace()
      guard let (operation, precedence, length) = binaryOperator(),
        precedence.rawValue >= minimum.rawValue
      else {
        scanner.index = end
        return left
      }
      if precedence == .comparison, isComparison, !isInstanceOf(operation) {
        throw problem("comparisons cannot be chained: write `a < b and b < c`, or use parentheses")
      }
      isComparison = precedence == .comparison
      scanner.index += length
      switch operation {
      case .arithmetic(let symbol):
        let right = try binary(Precedence(rawValue: precedence.rawValue + 1) ?? .unary)
        noteKeyword(right)
        left = try node(.arithmetic(symbol, left, right), from: start, over: left, right)
      case .compare(let symbol):
        let right = try binary(.additive)
        noteKeyword(right)
        left = try node(.compare(symbol, left, right), from: start, over: left, right)
      case .and:
        let right = try binary(.comparison)
        noteKeyword(right)
        left = try node(.and(left, right), from: start, over: left, right)
      case .or:
        let right = try binary(.and)
        noteKeyword(right)
        left = try node(.or(left, right), from: start, over: left, right)
      case .between:
        let lower = try binary(.additive)
        try expect(word: "and", "`between` needs `and` and an upper end: `x between 1 and 10`")
        let upper = try binary(.additive)
        left = try node(.between(left, lower, upper), from: start, over: left, lower, upper)
      case .isIn:
        let tests = try comparedInput(testsAfterIn())
        left = try node(.isIn(left, tests), from: start, over: tests + [left])
        noteOpenEnd(of: tests)
      case .instanceOf:
        left = try instanceOf(left, from: start)
      }
    }
  }

  mutating func unary() throws(FEELProblem) -> Node {
    guard scanner.current == UInt8(ascii: "-") else { return try postfix() }
    let start = scanner.index
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.depthLimit else { throw tooDeep(at: start) }
    scanner.index += 1
    scanner.skipSpace()
    let operand = try unary()
    return try node(.negate(operand), from: start, over: operand)
  }

  /// The type after `instance`, which has been consumed.
  mutating func instanceOf(_ value: Node, from start: Int) throws(FEELProblem) -> Node {
    try expect(word: "of", "`instance` needs `of` and a type: `x instance of number`")
    let type = try self.type()
    return try node(.instanceOf(value, type), from: start, over: value)
  }

  // MARK: Notes

  mutating func note(_ message: String, _ range: Range<Int>) {
    guard dialect == .camunda, !notes.contains(where: { $0.range == range }) else { return }
    notes.append(FEELProblem(message: message, range: range))
  }

  /// camunda/camunda#26642
  private mutating func noteKeyword(_ operand: Node) {
    switch operand.kind {
    case .conditional, .loop, .quantified:
      note(
        "Camunda does not accept this after an operator: put it in parentheses", operand.range)
    default: break
    }
  }

  /// camunda/camunda#37376
  private mutating func noteOpenEnd(of tests: [Node]) {
    guard tests.count == 1 else { return }
    switch tests[0].kind {
    case .range, .comparison, .parenthesized: return
    default: break
    }
    var ahead = scanner
    ahead.skipSpace()
    guard ahead.isAt("and") || ahead.isAt("or") else { return }
    note(
      "Camunda parses everything after `in` as one value: put the whole test in parentheses",
      tests[0].range)
  }

  // MARK: Problems

  mutating func expect(word: StaticString, _ help: String) throws(FEELProblem) {
    scanner.skipSpace()
    guard scanner.takeWord(word) else { throw problem(help) }
  }

  mutating func expect(_ character: Unicode.Scalar, _ help: String) throws(FEELProblem) {
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: character)) else { throw problem(help) }
  }

  /// A problem with the token here.
  func problem(_ message: String) -> FEELProblem {
    FEELProblem(message: message, range: here)
  }

  private var here: Range<Int> {
    let start = min(scanner.index, scanner.bytes.count)
    let end = max(scanner.nameEnd(from: start), start + scanner.scalar(at: start).length)
    return start..<min(end, scanner.bytes.count)
  }

  func unexpected() -> FEELProblem {
    if scanner.atEnd { return problem("unexpected end of the expression: expected a value") }
    if dialect == .camunda, scanner.current == UInt8(ascii: "?") {
      return problem(
        "unexpected `?`: names cannot contain it, and a path on null is null without it")
    }
    return problem("unexpected `\(scanner.text(here))`")
  }

  private func tooDeep(at place: Int) -> FEELProblem {
    FEELProblem(
      message: "nested too deeply: split the expression into named parts",
      range: place..<min(place + 1, scanner.bytes.count))
  }

  /// Records a problem and continues at the next comma or closing bracket of this level.
  mutating func recover(from problem: FEELProblem) {
    // At an unexpected end, every open bracket would be reported.
    if problems.last?.range != problem.range { problems.append(problem) }
    var level = 0
    while !scanner.atEnd {
      switch scanner.current {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): level += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if level == 0 { return }
        level -= 1
      case UInt8(ascii: ",") where level == 0: return
      case UInt8(ascii: "\""):
        scanner.index += 1
        while !scanner.atEnd, scanner.current != UInt8(ascii: "\"") {
          scanner.index += scanner.current == UInt8(ascii: "\\") ? 2 : 1
        }
      default: break
      }
      scanner.index += 1
    }
  }
}
