/// A sample value for each kind, to test the operators themselves.
enum TypeExample {
  static func of(_ type: FEELStaticType) -> FEELValue? {
    type.kind.flatMap { all[$0]?.first }
  }

  /// Several samples if the operators distinguish more than the kind.
  static let all: [FEELKind: [FEELValue]] = {
    let noon = 12 * 3600 * FEELTime.nanosecondsPerSecond
    let times = [FEELZone.local, .utc].map { FEELTime(nanosecondOfDay: noon, zone: $0) }
    return [
      .boolean: [.true], .number: [.number(Decimal128(2))], .string: [.string("a")],
      .date: [.date(.epoch)], .time: times.map { .time($0) },
      .dateTime: times.map { .dateTime(FEELDateTime(date: .epoch, time: $0)) },
      .daysTimeDuration: [.daysTimeDuration(DaysTimeDuration(seconds: 86400))],
      .yearsMonthsDuration: [.yearsMonthsDuration(YearsMonthsDuration(months: 12))],
      .list: [.list([])], .context: [.context([:])],
      .range: [.range(FEELRange(.less, .number(Decimal128(2))))],
    ]
  }()

  /// The result of an operator for values of two kinds; nil if no values of them have one.
  static func result(
    _ left: FEELKind, _ right: FEELKind, _ operation: (FEELValue, FEELValue) -> FEELValue?
  ) -> FEELValue? {
    for left in all[left] ?? [] {
      for right in all[right] ?? [] {
        if let value = operation(left, right) { return value }
      }
    }
    return nil
  }
}

extension TypeWalk {
  /// The kinds of two operands, if both are known and have samples.
  private func kinds(
    _ left: FEELStaticType, _ right: FEELStaticType
  ) -> (FEELKind, FEELKind)? {
    guard let left = left.kind, let right = right.kind, TypeExample.all[left] != nil,
      TypeExample.all[right] != nil
    else { return nil }
    // The standard converts a list of one value to the value.
    if dialect == .dmn, left == .list || right == .list { return nil }
    return (left, right)
  }

  mutating func arithmetic(
    _ operation: ArithmeticOperator, _ left: Node, _ right: Node, _ range: Range<Int>
  ) -> FEELStaticType {
    guard let (left, right) = kinds(type(of: left), type(of: right)) else { return .any }
    let result = TypeExample.result(left, right) { Arithmetic.apply(operation, $0, $1) }
    if let result { return FEELStaticType(of: result) }
    var help = ""
    if operation == .add, left == .string || right == .string {
      help = ": convert the other operand with string(…)"
    }
    report(
      .types, "`\(operation.rawValue)` is not defined for \(left.name) and \(right.name)\(help)",
      range)
    return .any
  }

  mutating func negate(_ value: Node, _ range: Range<Int>) -> FEELStaticType {
    let type = type(of: value)
    guard let kind = type.kind else { return .any }
    // The standard converts a list of one value to the value.
    if dialect == .dmn, kind == .list { return .any }
    let example = TypeExample.of(type)
    if let example, Arithmetic.negate(example, dialect) == nil {
      report(.types, "`-` is not defined for \(kind.name)", range)
      return .any
    }
    return type
  }

  mutating func compare(
    _ operation: ComparisonOperator, _ left: Node, _ right: Node, _ range: Range<Int>
  ) {
    guard let (left, right) = kinds(type(of: left), type(of: right)) else { return }
    let result = TypeExample.result(left, right) {
      Comparison.compare(operation, $0, $1, dialect).map { .boolean($0) }
    }
    guard result == nil else { return }
    report(
      .types, "\(left.name) and \(right.name) cannot be compared: the result is always null", range)
  }

  mutating func expectBoolean(_ node: Node, _ lead: String) {
    guard let kind = type(of: node).kind, kind != .boolean else { return }
    if dialect == .dmn, kind == .list { return }
    report(.types, "\(lead) a boolean, but this is always \(kind.name)", node.range)
  }
}
