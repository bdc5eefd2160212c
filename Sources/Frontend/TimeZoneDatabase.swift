public import FEEL
import FoundationEssentials

/// The files of the system's tz database.
public struct TimeZoneDatabase: FEELTimeZoneProvider {
  /// A database that reads the system's files.
  public init() {}

  /// The content of a time zone's file; nil for an unknown zone.
  public func timeZoneFile(named name: String) -> [UInt8]? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && part != ".." && part != "."
        && part.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
    guard isPlain else { return nil }
    // No file means an unknown zone, which the expression reports as a warning.
    return (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))).map { Array($0) }
  }
}
