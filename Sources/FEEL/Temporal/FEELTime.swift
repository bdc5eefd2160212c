import Time

/// A time of day to the nanosecond, with or without a zone.
public struct FEELTime: Sendable, Hashable {
  /// Nanoseconds since midnight.
  public let nanosecondOfDay: Int
  /// The zone of the time.
  public let zone: FEELZone
  /// Seconds east of UTC; nil without a zone. A named zone has the offset of its standard time,
  /// unless the time belongs to a date or its text gives another offset.
  public let offset: Int?

  static let nanosecondsPerSecond = 1_000_000_000
  static let nanosecondsPerDay = CivilCalendar.secondsPerDay * nanosecondsPerSecond

  /// The time; nil if it is out of range.
  public init?(
    hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: FEELZone = .local,
    offset: Int? = nil
  ) {
    guard 0..<24 ~= hour, 0..<60 ~= minute, 0..<60 ~= second,
      0..<FEELTime.nanosecondsPerSecond ~= nanosecond
    else { return nil }
    self.init(
      nanosecondOfDay: (hour * 3600 + minute * 60 + second) * FEELTime.nanosecondsPerSecond
        + nanosecond,
      zone: zone, offset: offset)
  }

  /// The time from its distance to midnight, wrapping around the day.
  init(nanosecondOfDay: Int, zone: FEELZone, offset: Int? = nil) {
    self.nanosecondOfDay = nanosecondOfDay.floored(dividingBy: FEELTime.nanosecondsPerDay).remainder
    self.zone = zone
    self.offset =
      switch zone {
      case .local: nil
      case .offset(let seconds): seconds
      case .named(let zone): offset ?? zone.standardOffset
      }
  }

  /// Whole seconds since midnight.
  public var secondOfDay: Int { nanosecondOfDay / FEELTime.nanosecondsPerSecond }
  /// The hour, 0 to 23.
  public var hour: Int { secondOfDay / 3600 }
  /// The minute, 0 to 59.
  public var minute: Int { secondOfDay / 60 % 60 }
  /// The second, 0 to 59.
  public var second: Int { secondOfDay % 60 }
  /// The nanoseconds after the second.
  public var nanosecond: Int { nanosecondOfDay % FEELTime.nanosecondsPerSecond }

  /// Whether there is no zone.
  var isLocal: Bool { offset == nil }

  /// Nanoseconds since midnight in UTC; without a zone, the local time.
  var universalNanosecond: Int {
    nanosecondOfDay - (offset ?? 0) * FEELTime.nanosecondsPerSecond
  }
}

extension FEELTime: CustomStringConvertible {
  /// ISO 8601: `10:30:00.5+01:00`, with `@Zone/Name` for a named zone.
  public var description: String { clock + zone.suffix }

  /// The time without its zone.
  var clock: String { ClockTime(secondOfDay: secondOfDay, nanosecond: nanosecond).isoText }
}
