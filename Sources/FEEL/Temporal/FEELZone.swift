import Time

/// Where on the globe a time of day is meant.
public enum FEELZone: Sendable, Hashable {
  /// Not said: wherever the reader is.
  case local
  /// Seconds east of Greenwich.
  case offset(Int)
  /// A zone of the tz database.
  case named(FEELTimeZone)

  /// The offset of Greenwich.
  public static let utc = FEELZone.offset(0)

  /// The zone's text behind a time: nothing, `Z`, `+02:00` or `@Europe/Berlin`.
  var suffix: String {
    switch self {
    case .local: ""
    case .offset(let seconds): ClockTime.offsetText(seconds)
    case .named(let zone): "@\(zone.name)"
    }
  }
}
