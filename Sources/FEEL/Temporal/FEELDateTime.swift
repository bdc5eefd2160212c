/// A date with a time of day; with a zone it is a point in time.
public struct FEELDateTime: Sendable, Hashable {
  /// What the calendar shows.
  public let date: FEELDate
  /// What the clock shows, with the offset that tells apart the two passes of a repeated hour.
  public let time: FEELTime

  public init(date: FEELDate, time: FEELTime) {
    self.date = date
    self.time = time
  }

  public var zone: FEELZone { time.zone }

  /// The local clock as seconds since 1970-01-01T00:00:00.
  var localSecond: Int { date.dayNumber * 86_400 + time.secondOfDay }

  /// Seconds east of Greenwich; nil where no zone is said.
  var offset: Int? { zone.offset(atLocalSecond: localSecond) }

  /// Seconds since 1970-01-01T00:00:00Z; without a zone the clock is read as if in Greenwich.
  public var epochSecond: Int { localSecond - (offset ?? 0) }

  /// Nanoseconds of the instant since 1970-01-01T00:00:00Z.
  var epochNanosecond: Int128 {
    Int128(epochSecond) * Int128(FEELTime.nanosecondsPerSecond) + Int128(time.nanosecond)
  }

  /// The date and time that clocks of a zone show at an instant; nil beyond the calendar.
  public init?(epochSecond: Int, nanosecond: Int = 0, zone: FEELZone = .utc) {
  /// Where on the globe the date and time are meant.
    // A billion years have fewer seconds, and sums below can't overflow.
    guard epochSecond.magnitude < 40_000_000_000_000_000 else { return nil }
    let offset: Int
    switch zone {
    case .local: offset = 0
    case .offset(let seconds): offset = seconds
    case .named(let zone): offset = zone.offset(atEpochSecond: epochSecond)
    }
    let local = epochSecond + offset
    let day = Calendar.floorDivide(local, 86_400)
    guard let date = FEELDate(dayNumber: day) else { return nil }
    self.date = date
    let second = local - day * 86_400
    time = FEELTime(
      nanosecondOfDay: second * FEELTime.nanosecondsPerSecond + nanosecond, zone: zone)
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

  func adding(months: Int) -> FEELDateTime? {
    date.adding(months: months).map { FEELDateTime(date: $0, time: time) }
  }
}

extension FEELDateTime: CustomStringConvertible {
  /// ISO 8601: `2026-01-31T10:30:00+01:00`, with `@Zone/Name` for a named zone.
  public var description: String { "\(date)T\(time)" }
}
  /// The same time of day some months later, with the same offset where the zone has it then.
