import Synchronization
import Text

/// Where a host keeps its time zones: TZif bytes by the names of the tz database.
public protocol FEELTimeZoneProvider: Sendable {
  /// The bytes of a zone's TZif file; nil when there is no such zone.
  func timeZoneFile(named name: String) -> [UInt8]?
}

/// What an evaluation may see of the world, and how much it may use.
public struct FEELEnvironment: Sendable {
  /// The present instant, in the zone that `now()` and `today()` show.
  ///
  /// A fixed instant unless a host supplies a clock: the library reads none.
  public var now: @Sendable () -> FEELDateTime
  /// A number from 0 up to but not including 1.
  public var random: @Sendable () -> Double
  /// A new UUID in its usual text form.
  public var uuid: @Sendable () -> String
  /// How much an evaluation may use.
  public var budget: FEELBudget

  private let zones: ZoneCache

  /// What is left out stands still or knows nothing: a fixed clock, UTC only; random numbers are
  /// real.
  public init(
    now: @escaping @Sendable () -> FEELDateTime = FEELEnvironment.fixedNow,
    timeZones: any FEELTimeZoneProvider = UTCOnly(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    uuid: (@Sendable () -> String)? = nil,
    budget: FEELBudget = FEELBudget()
  ) {
    self.now = now
    self.random = random
    // Version 7 carries the time, so that identifiers sort by age.
    self.uuid =
      uuid
      ?? {
        let milliseconds = now().epochNanosecond / 1_000_000
        return UUIDText.version7(
          milliseconds: UInt64(clamping: milliseconds), random: .random(in: 0...UInt128.max))
      }
    self.budget = budget
    zones = ZoneCache(timeZones)
  }

  /// UTC only, a clock that stands at 1970-01-01T00:00:00Z, the system's random numbers.
  public static let `default` = FEELEnvironment()

  /// 1970-01-01T00:00:00Z, for hosts without a clock.
  @Sendable public static func fixedNow() -> FEELDateTime {
    FEELDateTime(date: .epoch, time: FEELTime(nanosecondOfDay: 0, zone: .utc))
  }

  /// The zone of that name; each is read once.
  public func timeZone(named name: String) -> FEELTimeZone? { zones.zone(named: name) }

  /// A provider without files: it knows UTC under its usual names.
  public struct UTCOnly: FEELTimeZoneProvider {
    /// A provider that has no file at all.
    public init() {}
    /// Always nil.
    public func timeZoneFile(named name: String) -> [UInt8]? { nil }
  }
}

/// How much one evaluation may use; what exceeds it fails as a whole.
public struct FEELBudget: Sendable {
  /// Loop rounds, filter elements, calls and steps of regular expressions; also the reading and copying
  /// of lists and texts, eight elements or 128 bytes a step.
  public var steps: Int
  /// Calls within each other.
  public var depth: Int
  /// Elements of one list.
  public var listLength: Int
  /// UTF-8 bytes of one string.
  public var stringLength: Int
  /// Asked now and then; true ends the evaluation.
  public var deadline: (@Sendable () -> Bool)?

  /// The limits; those that are left out suit a server.
  public init(
    steps: Int = 10_000_000, depth: Int = 200, listLength: Int = 5_000_000,
    stringLength: Int = 50_000_000, deadline: (@Sendable () -> Bool)? = nil
  ) {
    self.steps = steps
    self.depth = depth
    self.listLength = listLength
    self.stringLength = stringLength
    self.deadline = deadline
  }
}

/// Zones that were read already.
private final class ZoneCache: Sendable {
  private let provider: any FEELTimeZoneProvider
  private let known = Mutex<[String: FEELTimeZone?]>([:])
  private static let limit = 1000
  /// No zone's name is as long.
  private static let nameLimit = 100

  init(_ provider: any FEELTimeZoneProvider) { self.provider = provider }

  func zone(named name: String) -> FEELTimeZone? {
    guard name.utf8.count <= ZoneCache.nameLimit else { return nil }
    if let zone = known.withLock({ $0[name] }) { return zone }
    let zone =
      provider.timeZoneFile(named: name).flatMap { FEELTimeZone(name: name, tzif: $0) }
      ?? FEELTimeZone(utcNamed: name)
    known.withLock { if $0.count < ZoneCache.limit { $0[name] = .some(zone) } }
    return zone
  }
}

enum UUIDText {
  /// RFC 9562, version 7: 48 bits of time, then random bits.
  static func version7(milliseconds: UInt64, random: UInt128) -> String {
    var value = UInt128(milliseconds & 0xFFFF_FFFF_FFFF) << 80 | random & ((1 << 80) - 1)
    value = value & ~(UInt128(0xF) << 76) | UInt128(7) << 76
    value = value & ~(UInt128(3) << 62) | UInt128(2) << 62
    return value.uuidText
  }
}
