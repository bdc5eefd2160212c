/// Formats and parses instants as ISO 8601 text in UTC.
package enum ISOInstant {
  /// `1994-11-06T08:49:37Z` for seconds since 1970.
  package static func text(seconds: Int) -> String { "\(local(seconds))Z" }

  /// `1994-11-06T08:49:37.000Z` for milliseconds since 1970.
  package static func text(milliseconds: Int64) -> String {
    let (seconds, fraction) = Int(milliseconds).floored(dividingBy: 1000)
    return "\(local(seconds)).\(String(fraction + 1000).dropFirst())Z"
  }

  private static func local(_ seconds: Int) -> String {
    let (day, second) = seconds.floored(dividingBy: CivilCalendar.secondsPerDay)
    return CivilCalendar.date(dayNumber: day).isoText + "T"
      + ClockTime(secondOfDay: second).clockText
  }

  /// Milliseconds since 1970 for `2026-01-31T10:30:00.5+01:00`, or with `Z`; a zone name in
  /// brackets after the offset is ignored. Nil for any other text, including one without an offset.
  package static func milliseconds(_ text: String) -> Int64? {
    var scanner = ISOScanner(text)
    return scanner.instant(.engine).map { Int64($0.second * 1000 + $0.nanosecond / 1_000_000) }
  }
}
