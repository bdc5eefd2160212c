import Text

/// The offsets from UTC that java.time.ZoneOffset parses.
package enum JavaZoneOffset {
  /// `Z`, `+h`, `+hh`, `+hhmm`, `+hh:mm`, `+hhmmss` or `+hh:mm:ss` in seconds, at most 18 hours.
  package static func seconds(_ text: some StringProtocol) -> Int? {
    if text == "Z" { return 0 }
    guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return nil
    }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count == 1 || parts.allSatisfy({ $0.utf8.count == 2 }),
      parts.count <= 3
    else { return nil }
    let digits = (first.utf8.count == 1 ? "0" : "") + parts.joined()
    guard [2, 4, 6].contains(digits.utf8.count), digits.utf8.allSatisfy(\.isDigit) else {
      return nil
    }
    // `hhmmss` as a number: minutes and seconds are its lower pairs of digits.
    let number = (Int(digits) ?? 0) * [10_000, 100, 1][digits.utf8.count / 2 - 1]
    let (hours, minutes, seconds) = (number / 10_000, number / 100 % 100, number % 100)
    let total = hours * 3600 + minutes * 60 + seconds
    guard minutes < 60, seconds < 60, total <= 18 * 3600 else { return nil }
    return sign == UInt8(ascii: "-") ? -total : total
  }
}
