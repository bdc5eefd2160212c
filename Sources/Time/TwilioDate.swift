import Text

/// The date filters for messages in Twilio's API.
package enum TwilioDate {
  /// Seconds since 1970 for `2026-11-01` or `2026-11-01T03:04:05Z`, as accepted by the simulator.
  package static func seconds(_ text: String) -> Int64? {
    var scanner = ISOScanner(text.trimmed.uppercased())
    guard let date = scanner.date(.twilioSimulator) else { return nil }
    let midnight = date.dayNumber * CivilCalendar.secondsPerDay
    if scanner.isAtEnd { return Int64(midnight) }
    guard scanner.separator(.twilioSimulator), let clock = scanner.clock(.twilioSimulator),
      scanner.offset(.twilioSimulator) != nil, scanner.isAtEnd
    else { return nil }
    return Int64(midnight + clock.secondOfDay)
  }

  /// Whether a text is a valid date, alone or with a time to the minute or second and `Z` or an
  /// offset.
  package static func isFilter(_ text: String) -> Bool {
    var scanner = ISOScanner(text)
    guard scanner.date(.twilioFilter) != nil else { return false }
    if scanner.isAtEnd { return true }
    return scanner.separator(.twilioFilter) && scanner.clock(.twilioFilter) != nil
      && scanner.offset(.twilioFilter) != nil && scanner.isAtEnd
  }
}
