/// Dates as HTTP and Twilio write them: `Sun, 06 Nov 1994 08:49:37 GMT` and the RFC 2822 form with
/// `+0000`; and plain ISO dates in UTC, which Twilio's filters use.
package enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

  /// Seconds since 1970; nil for another form or a zone other than UTC.
  package static func seconds(_ text: String) -> Int64? {
    let parts = text.split { " ,-".contains($0) }.map(String.init)
    guard parts.count == 6, ["GMT", "UTC", "+0000"].contains(parts[5]), let day = Int(parts[1]),
      let month = months.firstIndex(of: parts[2]), let year = Int(parts[3])
    else { return nil }
    return seconds(year: year, month: month + 1, day: day, time: parts[4])
  }

  /// `2026-11-01` or `2026-11-01T03:04:05Z`.
  package static func isoSeconds(_ text: String) -> Int64? {
    let halves = text.trimmed.uppercased().split(separator: "T", omittingEmptySubsequences: false)
    let date = halves[0].split(separator: "-").map { Int($0) }
    guard halves.count <= 2, date.count == 3, let year = date[0], let month = date[1],
      let day = date[2]
    else { return nil }
    guard halves.count == 2 else {
      return seconds(year: year, month: month, day: day, time: "00:00:00")
    }
    guard halves[1].last == "Z" else { return nil }
    return seconds(year: year, month: month, day: day, time: String(halves[1].dropLast()))
  }

  /// `Sun, 06 Nov 1994 08:49:37 +0000`.
  package static func rfc2822(_ seconds: Int64) -> String {
    let (days, clock) = seconds.floorDivided(by: 86_400)
    let date = civil(days: days)
    let weekday = weekdays[Int(days.floorDivided(by: 7).remainder)]
    return "\(weekday), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year) "
      + "\(twoDigits(Int(clock) / 3600)):\(twoDigits(Int(clock) / 60 % 60)):"
      + "\(twoDigits(Int(clock) % 60)) +0000"
  }

  /// `1994-11-06T08:49:37.000Z`.
  package static func iso(milliseconds: Int64) -> String {
    let (seconds, fraction) = milliseconds.floorDivided(by: 1000)
    let (days, clock) = seconds.floorDivided(by: 86_400)
    let date = civil(days: days)
    let digits = String(fraction)
    return "\(date.year)-\(twoDigits(date.month))-\(twoDigits(date.day))T"
      + "\(twoDigits(Int(clock) / 3600)):\(twoDigits(Int(clock) / 60 % 60)):"
      + "\(twoDigits(Int(clock) % 60)).\(String(repeating: "0", count: 3 - digits.count))\(digits)Z"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : String(number)
  }

  private static func seconds(year: Int, month: Int, day: Int, time: String) -> Int64? {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard 1...12 ~= month, 1...31 ~= day, 0...9999 ~= year, clock.count == 3, let hour = clock[0],
      let minute = clock[1], let second = clock[2], 0...23 ~= hour, 0...59 ~= minute,
      0...60 ~= second
    else { return nil }
    return days(year: year, month: month, day: day) * 86_400
      + Int64(hour * 3600 + minute * 60 + second)
  }

  // Days since 1970 in the proleptic Gregorian calendar, with years that begin in March, so that
  // the leap day is the last of its year.

  private static func days(year: Int, month: Int, day: Int) -> Int64 {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    let (era, yearOfEra) = shifted.floorDivided(by: 400)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(days: Int64) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (days + 719_468).floorDivided(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    let year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    return (year, month, Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
