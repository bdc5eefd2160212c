import Time

/// The zone of a time of day.
public enum FEELZone: Sendable, Hashable {
  /// No zone: local time.
  case local
  /// Seconds east of UTC.
  case offset(Int)
  /// A zone in the tz database.
  case named(FEELTimeZone)

  /// UTC.
  public static let utc = FEELZone.offset(0)

  /// The zone's text after a time: nothing, `Z`, `+02:00` or `@Europe/Berlin`.
  var suffix: String {
    switch self {
    case .local: ""
    case .offset(let seconds): ClockTime.offsetText(seconds)
    case .named(let zone): "@\(zone.name)"
    }
  }
}
