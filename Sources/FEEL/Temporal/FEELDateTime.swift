import Time

/// A date with a time of day; with a zone it is a point in time.
public struct FEELDateTime: Sendable, Hashable {
  /// What the calendar shows.
  public let date: FEELDate
  /// What the clock shows, with the offset that tells apart the two passes of a repeated hour.
  public let time: FEELTime

  /// The moment at which clocks of the time's zone show it. Where they show it twice it is the first;
  /// a time that they skip is as much later as they are put forward.
  public init(date: FEELDate, time: FEELTime) { self.init(date: date, time: time, preferring: nil) }

  /// The same with another choice where clocks show the time twice: the one with this offset.
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
    // Only at the ends of the calendar there is no such moment.
    self.date = moment?.date ?? date
    self.time =
      moment?.time
      ?? FEELTime(nanosecondOfDay: time.nanosecondOfDay, zone: time.zone, offset: offset)
  }

  /// Where on the globe the date and time are meant.
  public var zone: FEELZone { time.zone }

  /// Whether no zone is said, so that it is no point in time.
  var isLocal: Bool { time.isLocal }

  /// The local clock as seconds since 1970-01-01T00:00:00.
  var localSecond: Int { date.dayNumber * CivilCalendar.secondsPerDay + time.secondOfDay }

  /// Seconds east of Greenwich; nil where no zone is said.
  var offset: Int? { time.offset }

  /// Seconds since 1970-01-01T00:00:00Z; without a zone the clock is read as if in Greenwich.
  public var epochSecond: Int { localSecond - (offset ?? 0) }

  /// Nanoseconds of the instant since 1970-01-01T00:00:00Z.
  var epochNanosecond: Int128 {
    Int128(epochSecond) * Int128(FEELTime.nanosecondsPerSecond) + Int128(time.nanosecond)
  }

  /// The date and time that clocks of a zone show at an instant; nil beyond the calendar.
  public init?(epochSecond: Int, nanosecond: Int = 0, zone: FEELZone = .utc) {
    // A billion years have fewer seconds, and sums below can't overflow.
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

  /// The instant a number of nanoseconds later, in the same zone.
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

  /// The same time of day some months later, with the same offset where the zone has it then.
  func adding(months: Int) -> FEELDateTime? {
    date.adding(months: months).map { FEELDateTime(date: $0, time: time, preferring: offset) }
  }

  /// Whether date, time and zone alone mean this moment: in the second pass of an hour that occurs
  /// twice they mean the first one.
  var isFirstOfItsTime: Bool {
    guard case .named(let zone) = zone else { return true }
    return offset == zone.offset(atLocalSecond: localSecond)
  }
}

extension FEELDateTime: CustomStringConvertible {
  /// ISO 8601: `2026-01-31T10:30:00+01:00`, with `@Zone/Name` for a named zone. Where that would mean
  /// another moment, the offset stands in front of the zone, as in Java: `+01:00[Zone/Name]`.
  public var description: String { isFirstOfItsTime ? "\(date)T\(time)" : isoText }
}
