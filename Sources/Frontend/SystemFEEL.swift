public import FEEL
import FoundationEssentials
import Glibc

/// The system's clock, time zone and tz database, for FEEL. The language itself reads none of them.
public enum SystemFEEL {
  /// The system's clock and time zones.
  public static let environment = FEELEnvironment(now: now, timeZones: TimeZoneDatabase())

  @Sendable private static func now() -> FEELDateTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return FEELDateTime(
      epochSecond: time.tv_sec, nanosecond: Int(time.tv_nsec), zone: localZone)
      ?? FEELEnvironment.fixedNow()
  }

  private static let localZone: FEELZone = {
    let name = getenv("TZ").map { String(cString: $0) } ?? linkedZoneName ?? "UTC"
    guard name != "UTC", name != "Etc/UTC",
      let file = TimeZoneDatabase().timeZoneFile(named: name),
      let zone = FEELTimeZone(name: name, tzif: file)
    else { return .utc }
    return .named(zone)
  }()

  /// The zone that `/etc/localtime` links to.
  private static var linkedZoneName: String? {
    // If it is a file instead of a link, the zone has no name.
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/etc/localtime")
    else { return nil }
    let parts = target.split(separator: "/")
    guard let start = parts.firstIndex(of: "zoneinfo") else { return nil }
    return parts[(start + 1)...].joined(separator: "/")
  }
}
