import Time

extension FEELZone {
  /// A zone from any id that java.time.ZoneId accepts: an offset such as `+2` or `+02:00`, `UTC`,
  /// `GMT` or `UT` with or without an offset, or a name in the tz database.
  init?(javaID name: String, _ zones: TemporalReader.Zones) {
    if let seconds = JavaZoneOffset.seconds(name) {
      self = .offset(seconds)
    } else if let zone = FEELZone.universal(name) ?? zones(name) {
      self = .named(zone)
    } else {
      return nil
    }
  }

  /// UTC, or UTC with an offset: `UTC+2` is the zone `UTC+02:00`.
  private static func universal(_ name: String) -> FEELTimeZone? {
    guard let prefix = ["UTC", "GMT", "UT"].first(where: { name.hasPrefix($0) }) else { return nil }
    let rest = name.dropFirst(prefix.count)
    if rest.isEmpty { return FEELTimeZone(name: prefix, fixedOffset: 0) }
    guard rest != "Z", let seconds = JavaZoneOffset.seconds(rest) else { return nil }
    let suffix = seconds == 0 ? "" : FEELZone.offset(seconds).suffix
    return FEELTimeZone(name: prefix + suffix, fixedOffset: seconds)
  }
}
