import HTTP

/// ISO 8601 durations of days and smaller, such as `PT30S` or `P1DT2H`.
enum ISODuration {
  /// - Returns: milliseconds; nil for text that is no duration, is negative, counts in years or
  ///   months, or is beyond range.
  static func milliseconds(_ text: String) -> Int64? {
    var rest = text.trimmed.uppercased()[...]
    guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
    var total = 0.0
    var isTime = false
    var units: [(Character, Double)] = [("W", 604_800_000), ("D", 86_400_000)]
    while !rest.isEmpty {
      if rest.first == "T" {
        guard !isTime, rest.count > 1 else { return nil }
        isTime = true
        units = [("H", 3_600_000), ("M", 60_000), ("S", 1000)]
        rest.removeFirst()
        continue
      }
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
      rest = rest[digits.endIndex...]
      guard let amount = Double(digits.map { $0 == "," ? "." : String($0) }.joined()),
        let unit = rest.popFirst(), let place = units.firstIndex(where: { $0.0 == unit }),
        unit == "S" || !digits.contains(where: { $0 == "." || $0 == "," })
      else { return nil }
      total += amount * units[place].1
      units.removeFirst(place + 1)
    }
    return Int64(exactly: total.rounded())
  }
}
