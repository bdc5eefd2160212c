/// A key that is equal for values that FEEL considers equal, for sets and dictionaries.
///
/// In Camunda it consists of all components; the standard compares temporal values by their
/// instant, to the millisecond.
enum EqualityKey: Hashable {
  case value(FEELValue)
  case time(milliseconds: Int, isLocal: Bool)
  case dateTime(second: Int, millisecond: Int, isLocal: Bool)
  case list([EqualityKey])
  case context([String: EqualityKey])

  init(_ value: FEELValue, _ dialect: FEELDialect) {
    guard dialect == .dmn else {
      self = .value(value)
      return
    }
    switch value {
    case .time(let time):
      self = .time(
        milliseconds: Comparison.milliseconds(time.universalNanosecond), isLocal: time.isLocal)
    case .dateTime(let value):
      self = .dateTime(
        second: value.epochSecond, millisecond: Comparison.milliseconds(value.time.nanosecond),
        isLocal: value.isLocal)
    case .list(let items): self = .list(items.map { EqualityKey($0, dialect) })
    case .context(let context):
      self = .context(
        context.reduce(into: [:]) { $0[$1.key] = EqualityKey($1.value, dialect) })
    default: self = .value(value)
    }
  }
}
