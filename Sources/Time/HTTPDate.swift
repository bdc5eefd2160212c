/// Dates in the text form of HTTP, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7), and with
/// `+0000` (RFC 2822), as in Twilio's API.
package enum HTTPDate {
  private static let months = CivilCalendar.months.map { String($0.prefix(3)) }

  /// Seconds since 1970; nil for another form or a zone other than UTC.
  package static func seconds(_ text: String) -> Int64? {
    let parts = text.split { " ,-".contains($0) }.map(String.init)
    guard parts.count == 6, ["GMT", "UTC", "+0000"].contains(parts[5]), let day = Int(parts[1]),
      let month = months.firstIndex(of: parts[2]), let year = Int(parts[3])
    else { return nil }
    var scanner = ISOScanner(parts[4])
    guard let clock = scanner.clock(.twilioSimulator), scanner.isAtEnd, 1...31 ~= day,
      0...9999 ~= year
    else { return nil }
    let number = CivilCalendar.dayNumber(year: year, month: month + 1, day: day)
    return Int64(number * CivilCalendar.secondsPerDay + clock.secondOfDay)
  }

  /// `Sun, 06 Nov 1994 08:49:37 +0000`.
  package static func rfc2822(_ seconds: Int64) -> String {
    let (number, second) = Int(seconds).floored(dividingBy: CivilCalendar.secondsPerDay)
    let date = CivilCalendar.date(dayNumber: number)
    let weekday = CivilCalendar.weekdays[CivilCalendar.weekday(dayNumber: number) - 1].prefix(3)
    return "\(weekday), \(date.day.twoDigits) \(months[date.month - 1]) \(date.year) "
      + "\(ClockTime(secondOfDay: second).clockText) +0000"
  }
}
