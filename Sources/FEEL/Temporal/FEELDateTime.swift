import Time

/// A date with a time of day; with a zone it is an instant.
public struct FEELDateTime: Sendable, Hashable {
  /// The local date.
  public let date: FEELDate
  /// The local time, with the offset that distinguishes the two occurrences of a repeated hour.
  public let time: FEELTime

  /// The instant at which clocks in the time's zone show it: the first one if they show it twice;
  /// if they skip the time, it moves forward by the length of the gap.
  public init(date: FEELDate, time: FEELTime) { self.init(date: date, time: time, preferring: nil) }

  /// The same with a preferred offset for times that occur twice.
  private init(date: FEELDate, time: FEELTime, preferring preferred: Int?) {
    guard case .named(let zone) = time.zone else {
      (self.date, self.time) = (date, time)
      return
    }
    let local = date.dayNumber * CivilCalendar.secondsPerDay + time.secondOfDay
    let offset =
      preferred.flatMap { zone.offset(atEpochSecond: local - $0) == $0 ? $0 : nil }
      ?? zone.offset(atLocalSecond: local)
    let moment = FEELDateTime(
      epochSecond: local - offset, nanosecond: time.nanosecond, zone: time.zone)
    // Only at the ends of the calendar is there no such instant.
    self.date = moment?.date ?? date
    self.time =
      moment?.time
      ?? FEELTime(nanosecondOfDay: time.nanosecondOfDay, zone: time.zone, offset: offset)
  }

  /// The zone of the date and time.
  public var zone: FEELZone { time.zone }

  /// Whether there is no zone, so that it is not an instant.
  var isLocal: Bool { time.isLocal }

  /// The local time as seconds since 1970-01-01T00:00:00.
  var localSecond: Int { date.dayNumber * CivilCalendar.secondsPerDay + time.secondOfDay }

  /// Seconds east of UTC; nil without a zone.
  var offset: Int? { time.offset }

  /// Seconds since 1970-01-01T00:00:00Z; without a zone, as if in UTC.
  public var epochSecond: Int { localSecond - (offset ?? 0) }

  /// Nanoseconds of the instant since 1970-01-01T00:00:00Z.
  var epochNanosecond: Int128 {
    Int128(epochSecond) * Int128(FEELTime.nanosecondsPerSecond) + Int128(time.nanosecond)
  }

  /// The local date and time in a zone at an instant; nil outside the calendar.
  public init?(epochSecond: Int, nanosecond: Int = 0, zone: FEELZone = .utc) {
    // A billion years have fewer seconds, and the sums below cannot overflow.
    guard epochSecond.magnitude < 40_000_000_000_000_000 else { return nil }
    let offset: Int? =
      switch zone {
      case .local: nil
      case .offset(let seconds): seconds
      case .named(let zone): zone.offset(atEpochSecond: epochSecond)
      }
    let local = epochSecond + (offset ?? 0)
    let (day, second) = local.floored(dividingBy: CivilCalendar.secondsPerDay)
    guard let date = FEELDate(dayNumber: day) else { return nil }
    self.date = date
    time = FEELTime(
      nanosecondOfDay: second * FEELTime.nanosecondsPerSecond + nanosecond, zone: zone,
      offset: offset)
  }

  /// The instant some nanoseconds later, in the same zone.
  func adding(nanoseconds: Int128) -> FEELDateTime? {
    let perSecond = Int128(FEELTime.nanosecondsPerSecond)
    let total = epochNanosecond + nanoseconds
    var (second, nanosecond) = total.quotientAndRemainder(dividingBy: perSecond)
    if nanosecond < 0 {
      second -= 1
      nanosecond += perSecond
    }
    guard let second = Int(exactly: second) else { return nil }
    return FEELDateTime(epochSecond: second, nanosecond: Int(nanosecond), zone: zone)
  }

  /// The same time of day some months later, with the same offset if the zone then has it.
  func adding(months: Int) -> FEELDateTime? {
    date.adding(months: months).map { FEELDateTime(date: $0, time: time, preferring: offset) }
  }

  /// Whether date, time and zone alone identify this instant: in the second occurrence of a
  /// repeated hour they identify the first.
  var isFirstOfItsTime: Bool {
    guard case .named(let zone) = zone else { return true }
    return offset == zone.offset(atLocalSecond: localSecond)
  }
}

extension FEELDateTime: CustomStringConvertible {
  /// ISO 8601: `2026-01-31T10:30:00+01:00`, with `@Zone/Name` for a named zone. If that would mean
  /// another instant, the offset precedes the zone, as in Java: `+01:00[Zone/Name]`.
  public var description: String { isFirstOfItsTime ? "\(date)T\(time)" : isoText }
}
