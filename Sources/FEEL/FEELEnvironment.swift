import Synchronization
import Text

/// A host's time zones: TZif bytes by the names of the tz database.
public protocol FEELTimeZoneProvider: Sendable {
  /// The bytes of a zone's TZif file; nil if there is no such zone.
  func timeZoneFile(named name: String) -> [UInt8]?
}

/// The external inputs of an evaluation, and its resource limits.
public struct FEELEnvironment: Sendable {
  /// The current instant, in the zone of `now()` and `today()`.
  ///
  /// A fixed instant unless a host supplies a clock: the library reads none.
  public var now: @Sendable () -> FEELDateTime
  /// A number from 0 up to but not including 1.
  public var random: @Sendable () -> Double
  /// A new UUID in its standard text form.
  public var uuid: @Sendable () -> String
  /// The resource limits of an evaluation.
  public var budget: FEELBudget

  private let zones: ZoneCache

  /// By default, the clock is fixed and the only zone is UTC; random numbers are real.
  public init(
    now: @escaping @Sendable () -> FEELDateTime = FEELEnvironment.fixedNow,
    timeZones: any FEELTimeZoneProvider = UTCOnly(),
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    uuid: (@Sendable () -> String)? = nil,
    budget: FEELBudget = FEELBudget()
  ) {
    self.now = now
    self.random = random
    // Version 7 includes the time, so that identifiers sort by age.
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

  /// Only UTC, a clock fixed at 1970-01-01T00:00:00Z, the system's random numbers.
  public static let `default` = FEELEnvironment()

  /// 1970-01-01T00:00:00Z, for hosts without a clock.
  @Sendable public static func fixedNow() -> FEELDateTime {
    FEELDateTime(date: .epoch, time: FEELTime(nanosecondOfDay: 0, zone: .utc))
  }

  /// The zone with this name; each is read only once.
  public func timeZone(named name: String) -> FEELTimeZone? { zones.zone(named: name) }

  /// A provider without files: only UTC under its usual names.
  public struct UTCOnly: FEELTimeZoneProvider {
    /// A provider without any files.
    public init() {}
    /// Always nil.
    public func timeZoneFile(named name: String) -> [UInt8]? { nil }
  }
}

/// The resource limits of one evaluation; an evaluation that exceeds one fails.
public struct FEELBudget: Sendable {
  /// Loop iterations, filtered elements, calls and steps of regular expressions; also elements and
  /// text read or copied, at eight elements or 128 bytes per step.
  public var steps: Int
  /// The maximum depth of nested calls.
  public var depth: Int
  /// The maximum number of elements in a list.
  public var listLength: Int
  /// The maximum length of a string, in UTF-8 bytes.
  public var stringLength: Int
  /// Checked periodically; true ends the evaluation.
  public var deadline: (@Sendable () -> Bool)?

  /// The limits; the defaults suit a server.
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

/// The zones read so far.
private final class ZoneCache: Sendable {
  private let provider: any FEELTimeZoneProvider
  private let known = Mutex<[String: FEELTimeZone?]>([:])
  private static let limit = 1000
  /// Longer than any zone name.
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
