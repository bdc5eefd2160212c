/// `+ - * / **` on numbers, strings, dates and durations (DMN 1.5, 10.3.2.5 to 10.3.2.9).
enum Arithmetic {
  /// The result; nil if the operand types do not fit or the result is out of range.
  static func apply(
    _ operation: ArithmeticOperator, _ left: FEELValue, _ right: FEELValue
  ) -> FEELValue? {
    if case .number(let left) = left, case .number(let right) = right {
      let result: Decimal128? =
        switch operation {
        case .add: left.adding(right)
        case .subtract: left.subtracting(right)
        case .multiply: left.multiplied(by: right)
        case .divide: left.divided(by: right)
        case .power: left.power(right)
        }
      return result.map { .number($0) }
    }
    return switch operation {
    case .add: add(left, right)
    case .subtract: subtract(left, right)
    case .multiply: multiply(left, right)
    case .divide: divide(left, right)
    case .power: nil
    }
  }

  private static func add(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.string(let left), .string(let right)): return .string(left + right)
    case (.daysTimeDuration(let left), .daysTimeDuration(let right)):
      return duration(left.nanoseconds + right.nanoseconds)
    case (.yearsMonthsDuration(let left), .yearsMonthsDuration(let right)):
      return months(left.months.addingReportingOverflow(right.months))
    case (.daysTimeDuration(let duration), let point), (let point, .daysTimeDuration(let duration)):
      return move(point, by: duration.nanoseconds)
    case (.yearsMonthsDuration(let duration), let point),
      (let point, .yearsMonthsDuration(let duration)):
      return move(point, byMonths: duration.months)
    default: return nil
    }
  }

  private static func subtract(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.daysTimeDuration(let left), .daysTimeDuration(let right)):
      return duration(left.nanoseconds - right.nanoseconds)
    case (.yearsMonthsDuration(let left), .yearsMonthsDuration(let right)):
      return months(left.months.subtractingReportingOverflow(right.months))
    case (let point, .daysTimeDuration(let duration)):
      return move(point, by: -duration.nanoseconds)
    case (let point, .yearsMonthsDuration(let duration)):
      return move(point, byMonths: -duration.months)
    case (.time(let left), .time(let right)):
      guard left.isLocal == right.isLocal else { return nil }
      return duration(Int128(left.universalNanosecond) - Int128(right.universalNanosecond))
    default:
      guard let start = midnightOrInstant(right), let end = midnightOrInstant(left),
        start.isLocal == end.isLocal
      else { return nil }
      return duration(end.epochNanosecond - start.epochNanosecond)
    }
  }

  /// A date combined with a date and time is its midnight in UTC.
  private static func midnightOrInstant(_ value: FEELValue) -> FEELDateTime? {
    switch value {
    case .dateTime(let value): value
    case .date(let date):
      FEELDateTime(date: date, time: FEELTime(nanosecondOfDay: 0, zone: .utc))
    default: nil
    }
  }

  private static func multiply(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.number(let factor), .daysTimeDuration(let value)),
      (.daysTimeDuration(let value), .number(let factor)):
      return Decimal128(value.nanoseconds).multiplied(by: factor).flatMap(duration)
    case (.number(let factor), .yearsMonthsDuration(let value)),
      (.yearsMonthsDuration(let value), .number(let factor)):
      return Decimal128(value.months).multiplied(by: factor).flatMap(months)
    default: return nil
    }
  }

  private static func divide(_ left: FEELValue, _ right: FEELValue) -> FEELValue? {
    switch (left, right) {
    case (.daysTimeDuration(let value), .number(let divisor)):
      return Decimal128(value.nanoseconds).divided(by: divisor).flatMap(duration)
    case (.yearsMonthsDuration(let value), .number(let divisor)):
      return Decimal128(value.months).divided(by: divisor).flatMap(months)
    case (.daysTimeDuration(let left), .daysTimeDuration(let right)):
      return Decimal128(left.nanoseconds).divided(by: Decimal128(right.nanoseconds))
        .map { .number($0) }
    case (.yearsMonthsDuration(let left), .yearsMonthsDuration(let right)):
      return Decimal128(left.months).divided(by: Decimal128(right.months)).map { .number($0) }
    default: return nil
    }
  }

  /// `-x`; nil if the value cannot be negated.
  static func negate(_ value: FEELValue, _ dialect: FEELDialect) -> FEELValue? {
    switch value {
    case .number(let value): .number(-value)
    // Camunda negates only numbers.
    case _ where dialect == .camunda: nil
    case .daysTimeDuration(let value): duration(-value.nanoseconds)
    case .yearsMonthsDuration(let value): .yearsMonthsDuration(.init(months: -value.months))
    default: nil
    }
  }

  private static func move(_ point: FEELValue, by nanoseconds: Int128) -> FEELValue? {
    switch point {
    case .dateTime(let value): return value.adding(nanoseconds: nanoseconds).map { .dateTime($0) }
    case .date(let date):
      // From midnight, then truncated to the day.
      let midnight = FEELDateTime(date: date, time: FEELTime(nanosecondOfDay: 0, zone: .utc))
      return midnight.adding(nanoseconds: nanoseconds).map { .date($0.date) }
    case .time(let time):
      let rest = Int(nanoseconds % Int128(FEELTime.nanosecondsPerDay))
      return .time(
        FEELTime(
          nanosecondOfDay: time.nanosecondOfDay + rest, zone: time.zone, offset: time.offset))
    default: return nil
    }
  }

  private static func move(_ point: FEELValue, byMonths months: Int) -> FEELValue? {
    switch point {
    case .dateTime(let value): value.adding(months: months).map { .dateTime($0) }
    case .date(let value): value.adding(months: months).map { .date($0) }
    default: nil
    }
  }

  private static func duration(_ nanoseconds: Int128) -> FEELValue? {
    DaysTimeDuration(nanoseconds: nanoseconds).map { .daysTimeDuration($0) }
  }

  private static func duration(_ nanoseconds: Decimal128) -> FEELValue? {
    // Int128 has room for every count that DaysTimeDuration accepts.
    guard let whole = nanoseconds.rounded(scale: 0, .down), whole.magnitudeDigits <= 36,
      let count = Int128(whole.description)
    else { return nil }
    return duration(count)
  }

  private static func months(_ result: (Int, overflow: Bool)) -> FEELValue? {
    result.overflow ? nil : .yearsMonthsDuration(.init(months: result.0))
  }

  private static func months(_ count: Decimal128) -> FEELValue? {
    count.truncatedInt.map { .yearsMonthsDuration(.init(months: $0)) }
  }
}

extension Decimal128 {
  /// The number of digits before the decimal point.
  fileprivate var magnitudeDigits: Int { Decimal128.digitCount(coefficient) + Int(exponent) }
}
