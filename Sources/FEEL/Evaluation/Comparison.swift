import Time

/// Equality and order of values (DMN 1.5, 10.3.2.13).
enum Comparison {
  /// FEEL's `=`: nil if the values cannot be compared.
  static func equal(_ left: FEELValue, _ right: FEELValue, _ dialect: FEELDialect) -> Bool? {
    switch (left, right) {
    case (.number(let left), .number(let right)): return left == right
    case (.string(let left), .string(let right)): return left == right
    case (.boolean(let left), .boolean(let right)): return left == right
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    case (.date(let left), .date(let right)): return left == right
    case (.time(let left), .time(let right)): return equal(left, right, dialect)
    case (.dateTime(let left), .dateTime(let right)): return equal(left, right, dialect)
    case (.daysTimeDuration(let left), .daysTimeDuration(let right)): return left == right
    case (.yearsMonthsDuration(let left), .yearsMonthsDuration(let right)): return left == right
    case (.list(let left), .list(let right)):
      return left.count == right.count
        && zip(left, right).allSatisfy { equal($0, $1, dialect) == true }
    case (.context(let left), .context(let right)):
      return left.count == right.count
        && left.allSatisfy { entry in
          right[entry.key].map { equal(entry.value, $0, dialect) == true } ?? false
        }
    case (.range(let left), .range(let right)): return left == right
    case (.function(let left), .function(let right)): return left == right
    default: return nil
    }
  }

  /// Camunda compares the components; a local time equals only local times.
  private static func equal(
    _ left: FEELTime, _ right: FEELTime, _ dialect: FEELDialect
  ) -> Bool? {
    guard dialect == .dmn else { return left.isLocal == right.isLocal ? left == right : nil }
    guard left.isLocal == right.isLocal else { return false }
    return milliseconds(left.universalNanosecond) == milliseconds(right.universalNanosecond)
  }

  private static func equal(
    _ left: FEELDateTime, _ right: FEELDateTime, _ dialect: FEELDialect
  ) -> Bool? {
    guard dialect == .dmn else { return left.isLocal == right.isLocal ? left == right : nil }
    guard left.isLocal == right.isLocal else { return false }
    return left.epochSecond == right.epochSecond
      && milliseconds(left.time.nanosecond) == milliseconds(right.time.nanosecond)
  }

  /// The standard compares instants to the millisecond.
  static func milliseconds(_ nanoseconds: Int) -> Int {
    nanoseconds.floored(dividingBy: 1_000_000).quotient
  }

  /// Negative, zero or positive by order; nil if the values have no order.
  @inline(__always)
  static func order(_ left: FEELValue, _ right: FEELValue) -> Int? {
    if case .number(let left) = left, case .number(let right) = right {
      return left.order(comparedTo: right)
    }
    return slowOrder(left, right)
  }

  private static func slowOrder(_ left: FEELValue, _ right: FEELValue) -> Int? {
    switch (left, right) {
    case (.string(let left), .string(let right)): return order(left, right)
    case (.date(let left), .date(let right)): return order(left, right)
    // Values with and without a zone are different types.
    case (.time(let left), .time(let right)) where left.isLocal == right.isLocal:
      return order(left.universalNanosecond, right.universalNanosecond)
    case (.dateTime(let left), .dateTime(let right)) where left.isLocal == right.isLocal:
      return order(left.epochNanosecond, right.epochNanosecond)
    case (.daysTimeDuration(let left), .daysTimeDuration(let right)): return order(left, right)
    case (.yearsMonthsDuration(let left), .yearsMonthsDuration(let right)):
      return order(left, right)
    default: return nil
    }
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
    left == right ? 0 : (left < right ? -1 : 1)
  }

  /// `left op right`: nil if the values cannot be compared.
  @inline(__always)
  static func compare(
    _ comparison: ComparisonOperator, _ left: FEELValue, _ right: FEELValue,
    _ dialect: FEELDialect
  ) -> Bool? {
    switch comparison {
    case .equal: equal(left, right, dialect)
    case .notEqual: equal(left, right, dialect).map { !$0 }
    case .less: order(left, right).map { $0 < 0 }
    case .lessOrEqual: order(left, right).map { $0 <= 0 }
    case .greater: order(left, right).map { $0 > 0 }
    case .greaterOrEqual: order(left, right).map { $0 >= 0 }
    }
  }

  /// Whether a range contains a value: nil if they cannot be compared, or if an endpoint is null.
  static func contains(
    _ range: FEELRange, _ value: FEELValue, _ dialect: FEELDialect
  ) -> Bool? {
    if let comparison = range.comparison {
      return compare(comparison, value, range.lower ?? range.upper ?? .null, dialect)
    }
    guard let lower = range.lower.flatMap({ order(value, $0) }),
      let upper = range.upper.flatMap({ order(value, $0) })
    else { return nil }
    return (lower > 0 || lower == 0 && range.includesLower)
      && (upper < 0 || upper == 0 && range.includesUpper)
  }
}
