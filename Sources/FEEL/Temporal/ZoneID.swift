extension FEELZone {
  /// A zone by any name that java.time.ZoneId takes: an offset such as `+2` or `+02:00`, `UTC`, `GMT`
  /// or `UT` with or without one behind it, or a name of the tz database.
  init?(javaID name: String, _ zones: TemporalReader.Zones) {
    if let seconds = FEELZone.seconds(ofJavaID: name) {
      self = .offset(seconds)
    } else if let zone = FEELZone.universal(name) ?? zones(name) {
      self = .named(zone)
    } else {
      return nil
    }
  }

  /// Universal time, or what an offset behind it makes of it: `UTC+2` is the zone `UTC+02:00`.
  private static func universal(_ name: String) -> FEELTimeZone? {
    guard let prefix = ["UTC", "GMT", "UT"].first(where: { name.hasPrefix($0) }) else { return nil }
    let rest = name.dropFirst(prefix.count)
    if rest.isEmpty { return FEELTimeZone(name: prefix, fixedOffset: 0) }
    guard rest != "Z", let seconds = seconds(ofJavaID: rest) else { return nil }
    let suffix = seconds == 0 ? "" : FEELZone.offset(seconds).suffix
    return FEELTimeZone(name: prefix + suffix, fixedOffset: seconds)
  }

  /// `Z`, `+h`, `+hh`, `+hhmm`, `+hh:mm`, `+hhmmss` or `+hh:mm:ss` in seconds, at most 18 hours.
  private static func seconds(ofJavaID text: some StringProtocol) -> Int? {
    if text == "Z" { return 0 }
    guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return nil
    }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count == 1 || parts.allSatisfy({ $0.utf8.count == 2 }),
      parts.count <= 3
    else { return nil }
    let digits = (first.utf8.count == 1 ? "0" : "") + parts.joined()
    guard [2, 4, 6].contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    // `hhmmss` as a number: minutes and seconds are its lower pairs of digits.
    let number = (Int(digits) ?? 0) * [10_000, 100, 1][digits.utf8.count / 2 - 1]
    let (hours, minutes, seconds) = (number / 10_000, number / 100 % 100, number % 100)
    let total = hours * 3600 + minutes * 60 + seconds
    guard minutes < 60, seconds < 60, total <= 18 * 3600 else { return nil }
    return sign == UInt8(ascii: "-") ? -total : total
  }
}
