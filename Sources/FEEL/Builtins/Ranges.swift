extension FEELBuiltins {
  /// Relations of points and ranges (DMN 1.5, 10.3.4.10).
  static let ranges: [FEELBuiltin] = [
    relation("before", [.pointPoint, .pointRange, .rangePoint, .rangeRange]) { isBefore($0, $1) },
    relation("after", [.pointPoint, .pointRange, .rangePoint, .rangeRange]) { isBefore($1, $0) },
    relation("meets", [.rangeRange]) { meets($0, $1) },
    relation("met by", [.rangeRange]) { meets($1, $0) },
    relation("overlaps", [.rangeRange]) { left, right in
      guard let before = isBefore(left, right), let after = isBefore(right, left) else {
        return nil
      }
      return !before && !after
    },
    relation("overlaps before", [.rangeRange]) { overlapsBefore($0, $1) },
    relation("overlaps after", [.rangeRange]) { overlapsBefore($1, $0) },
    relation("finishes", [.pointRange, .rangeRange]) { finishes($0, $1) },
    relation("finished by", [.rangePoint, .rangeRange]) { finishes($1, $0) },
    relation("includes", [.rangePoint, .rangeRange]) { includes($0, $1) },
    relation("during", [.pointRange, .rangeRange]) { includes($1, $0) },
    relation("starts", [.pointRange, .rangeRange]) { starts($0, $1) },
    relation("started by", [.rangePoint, .rangeRange]) { starts($1, $0) },
    relation("coincides", [.pointPoint, .rangeRange]) { left, right in
      guard let lower = Bound.order(left.lower, right.lower),
        let upper = Bound.order(left.upper, right.upper)
      else { return nil }
      return lower == 0 && upper == 0
    },
    FEELBuiltin("range", since: "DMN 1.5", only: .dmn, [.string("from")]) { call in
      RangeLiteral.read(call.string(0), call)
        ?? call.fail("the text is not a range with constant endpoints in order")
    },
  ]

  private enum Operands {
    case pointPoint, pointRange, rangePoint, rangeRange

    var parameters: [FEELBuiltin.Parameter] {
      let point = { (name: String) in FEELBuiltin.Parameter(names: [name], kind: .points) }
      let range = { (name: String) in FEELBuiltin.Parameter(names: [name], kind: .range) }
      return switch self {
      case .pointPoint: [point("point1"), point("point2")]
      case .pointRange: [point("point"), range("range")]
      case .rangePoint: [range("range"), point("point")]
      case .rangeRange: [range("range1"), range("range2")]
      }
    }
  }

  private static func relation(
    _ name: String, _ operands: [Operands],
    _ holds: @escaping @Sendable (Interval, Interval) -> Bool?
  ) -> FEELBuiltin {
    FEELBuiltin(
      name, since: "DMN 1.3",
      operands.map { operands in
        .init(operands.parameters) { call in
          if call.dialect == .camunda, call.arguments.contains(where: { $0.kind == .string }) {
            return call.fail("Camunda does not compare strings here")
          }
          return holds(Interval(call[0]), Interval(call[1])).map { .boolean($0) }
            ?? call.fail("the endpoints cannot be compared")
        }
      })
  }

  /// A range, or a point as a range of one value.
  private struct Interval {
    var lower: Bound
    var upper: Bound

    init(_ value: FEELValue) {
      if case .range(let range) = value {
        lower = Bound(value: range.lower, side: .lower, isIncluded: range.includesLower)
        upper = Bound(value: range.upper, side: .upper, isIncluded: range.includesUpper)
      } else {
        lower = Bound(value: value, side: .lower, isIncluded: true)
        upper = Bound(value: value, side: .upper, isIncluded: true)
      }
    }
  }

  /// An endpoint as a position on the line: an excluded endpoint is just inside the range.
  private struct Bound {
    enum Side { case lower, upper }
    var value: FEELValue?
    var side: Side
    var isIncluded: Bool

    /// -1, 0 or 1 for just below the value, at it and just above it.
    private var shift: Int { isIncluded ? 0 : (side == .lower ? 1 : -1) }

    static func order(_ left: Bound, _ right: Bound) -> Int? {
      switch (left.value, right.value) {
      case (nil, nil): return left.side == right.side ? 0 : (left.side == .lower ? -1 : 1)
      case (nil, _): return left.side == .lower ? -1 : 1
      case (_, nil): return right.side == .lower ? 1 : -1
      case (let first?, let second?):
        guard let order = Comparison.order(first, second) else { return nil }
        return order != 0 ? order : left.shift - right.shift
      }
    }

    static func order(values left: Bound, _ right: Bound) -> Int? {
      guard let left = left.value, let right = right.value else { return nil }
      return Comparison.order(left, right)
    }
  }

  private static func isBefore(_ left: Interval, _ right: Interval) -> Bool? {
    Bound.order(left.upper, right.lower).map { $0 < 0 }
  }

  private static func meets(_ left: Interval, _ right: Interval) -> Bool? {
    guard let order = Bound.order(values: left.upper, right.lower) else { return nil }
    return order == 0 && left.upper.isIncluded && right.lower.isIncluded
  }

  private static func overlapsBefore(_ left: Interval, _ right: Interval) -> Bool? {
    guard let lower = Bound.order(left.lower, right.lower),
      let reach = Bound.order(left.upper, right.lower),
      let upper = Bound.order(left.upper, right.upper)
    else { return nil }
    return lower < 0 && reach >= 0 && upper <= 0
  }

  private static func finishes(_ left: Interval, _ right: Interval) -> Bool? {
    guard let upper = Bound.order(left.upper, right.upper),
      let lower = Bound.order(left.lower, right.lower)
    else { return nil }
    return upper == 0 && lower >= 0
  }

  private static func starts(_ left: Interval, _ right: Interval) -> Bool? {
    guard let lower = Bound.order(left.lower, right.lower),
      let upper = Bound.order(left.upper, right.upper)
    else { return nil }
    return lower == 0 && upper <= 0
  }

  private static func includes(_ left: Interval, _ right: Interval) -> Bool? {
    guard let lower = Bound.order(left.lower, right.lower),
      let upper = Bound.order(left.upper, right.upper)
    else { return nil }
    return lower <= 0 && upper >= 0
  }
}

/// Parses a range with constant endpoints (DMN 1.5, `range(from)`).
enum RangeLiteral {
  static func read(_ text: String, _ call: Call) -> FEELValue? {
    if let (comparison, end) = openRange(text) {
      guard let node = parse(end), isConstant(node), case let value = value(of: node, call),
        FEELKind.points.contains(value.kind)
      else { return nil }
      return .range(FEELRange(comparison, value))
    }
    guard let tree = parse(text), case .range(let lower, _, let upper, _) = tree.kind,
      isConstant(lower), isConstant(upper), case let value = value(of: tree, call),
      case .range(let range) = value, let first = range.lower, let last = range.upper,
      let order = Comparison.order(first, last), order <= 0
    else { return nil }
    return value
  }

  /// `[2..)` or `(..2]`, a range without one endpoint: the equivalent comparison, and the text of
  /// the other endpoint (DMN grammar rule 66).
  private static func openRange(_ text: String) -> (ComparisonOperator, String)? {
    let text = NameRules.normalized(text)
    guard let start = text.first, let end = text.last, text.count > 4 else { return nil }
    let inner = NameRules.normalized(text.dropFirst().dropLast())
    if inner.hasPrefix(".."), start == "(" || start == "]", "])[".contains(end) {
      return (end == "]" ? .lessOrEqual : .less, String(inner.dropFirst(2)))
    }
    if inner.hasSuffix(".."), end == ")" || end == "[", "[(]".contains(start) {
      return (start == "[" ? .greaterOrEqual : .greater, String(inner.dropLast(2)))
    }
    return nil
  }

  private static func parse(_ text: String) -> Node? {
    var copy = text
    return copy.withUTF8 { bytes in
      var parser = Parser(bytes, dialect: .dmn, names: [], literal: nil)
      let tree = parser.parse(.expression)
      return parser.problems.isEmpty ? tree : nil
    }
  }

  private static func value(of node: Node, _ call: Call) -> FEELValue {
    var compiler = ClosureCompiler(dialect: .dmn, functions: .standard)
    let code = compiler.code(node)
    return code(Frame(call.run, globals: FEELContext(), slotCount: 0))
  }

  /// Whether it is a literal, or a call of a temporal function with literals.
  private static func isConstant(_ node: Node) -> Bool {
    switch node.kind {
    case .literal, .atLiteral: true
    case .negate(let value): isConstant(value)
    case .call(let callee, let arguments):
      if case .name(let name) = callee.kind {
        ["date", "time", "date and time", "duration"].contains(name)
          && arguments.allSatisfy { isLiteral($0.value) }
      } else {
        false
      }
    default: false
    }
  }

  private static func isLiteral(_ node: Node) -> Bool {
    if case .literal = node.kind { return true }
    return false
  }
}
