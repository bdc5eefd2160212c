/// Literal timer values, as Zeebe accepts them.
///
/// A subset of ISO 8601, extended by signed durations and durations with a preceding instant, and
/// cron expressions. Values are not trimmed.
package enum TimerLiteral {
  /// Whether a text is a duration: `PT15M`, `P1M3DT4H`, `-PT1S`, optionally preceded by an instant
  /// and a slash.
  package static func isDuration(_ text: String) -> Bool {
    guard let slash = text.lastIndex(of: "/"), slash != text.startIndex else {
      return isInterval(text)
    }
    return isZonedDateTime(String(text[..<slash])) && isInterval(text[slash...].dropFirst())
  }

  /// Whether a text is a timer cycle: `R/PT1H`, `R3/PT10S`, `R2/2026-01-01T08:00:00Z/P1D`, or a
  /// cron expression.
  package static func isCycle(_ text: String) -> Bool {
    guard text.hasPrefix("R") else { return CronExpression(text) != nil }
    guard let slash = text.firstIndex(of: "/") else { return false }
    let count = text[..<slash].dropFirst()
    return (count.isEmpty || Int32(count) != nil)
      && isDuration(String(text[text.index(after: slash)...]))
  }

  /// Whether a text is a date and time with an offset from UTC and an optional time zone:
  /// `2026-03-02T15:35+02:00[Europe/Berlin]`.
  package static func isZonedDateTime(_ text: String) -> Bool {
    var scanner = ISOScanner(text)
    return scanner.instant(.javaZonedDateTime) != nil
  }

  /// A period, a time, or both; the leading sign applies to both.
  private static func isInterval(_ text: some StringProtocol) -> Bool {
    var scanner = ISOScanner(text)
    // The components of a java.time.Period are 32-bit integers.
    return scanner.duration(.javaInterval) {
      $0.unit.rawValue > ISOAmount.Unit.days.rawValue || $0.whole <= Int(Int32.max)
    } != nil
  }
}
