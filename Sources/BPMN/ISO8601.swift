/// Which texts are dates, durations and cycles to the engine, where a diagram holds them as they are
/// and not as an expression (reference page lint, 5.15).
public enum ISO8601 {
  /// A date and time to the second with `Z` or an offset, which a zone in brackets may follow:
  /// `2026-01-31T10:30:00+01:00[Europe/Berlin]`.
  public static func isDateTime(_ text: some StringProtocol) -> Bool {
    var scanner = TextScanner(text)
    guard let year = scanner.number(digits: 4), scanner.skip("-"),
      let month = scanner.number(digits: 2), 1...12 ~= month, scanner.skip("-"),
      let day = scanner.number(digits: 2), 1...length(ofMonth: month, year) ~= day,
      scanner.skip("T"), let hour = scanner.number(digits: 2), hour < 24, scanner.skip(":"),
      let minute = scanner.number(digits: 2), minute < 60, scanner.skip(":"),
      let second = scanner.number(digits: 2), second < 60
    else { return false }
    if !scanner.skip("Z") {
      guard scanner.skip("+") || scanner.skip("-"), let hours = scanner.number(digits: 2),
        hours < 14, scanner.skip(":"), let minutes = scanner.number(digits: 2), minutes < 60
      else { return false }
    }
    return scanner.isAtEnd || scanner.skipBracketedName() && scanner.isAtEnd
  }

  /// `P1Y2M3W4DT5H6M7S`: each part once and in this order, with fractions, in letters of either case.
  public static func isDuration(_ text: some StringProtocol) -> Bool {
    var scanner = TextScanner(text)
    guard let last = text.last, last != "P", last != "T",
      scanner.skip("P"), scanner.skipAmounts(of: "ymwd")
    else { return false }
    return scanner.isAtEnd || scanner.skip("T") && scanner.skipAmounts(of: "hms") && scanner.isAtEnd
  }

  /// `R3/PT10S`, `R/PT10S` and `R-1/PT10S` for ever, `R3/<first date>/PT10S`.
  public static func isCycle(_ text: some StringProtocol) -> Bool {
    guard text.first == "R", let first = text.firstIndex(of: "/"),
      let last = text.lastIndex(of: "/")
    else { return false }
    let count = text[text.index(after: text.startIndex)..<first]
    guard count == "-1" || count.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      isDuration(text[text.index(after: last)...])
    else { return false }
    // The name of a zone may have slashes as well.
    return first == last || isDateTime(text[text.index(after: first)..<last])
  }

  private static func length(ofMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// Reads a text from left to right.
private struct TextScanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: some StringProtocol) {
    rest = Array(text.utf8)[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ letter: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: letter) else { return false }
    rest.removeFirst()
    return true
  }

  /// A number of exactly so many digits.
  mutating func number(digits count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(Self.isDigit) else { return nil }
    rest.removeFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Amounts with units in this order, each at most once; false for one that is no amount.
  mutating func skipAmounts(of units: String) -> Bool {
    var units = Array(units.utf8)[...]
    while let first = rest.first, Self.isDigit(first) {
      rest = rest.drop(while: Self.isDigit)
      if skip(".") {
        guard let digit = rest.first, Self.isDigit(digit) else { return false }
        rest = rest.drop(while: Self.isDigit)
      }
      guard let unit = rest.popFirst(), let place = units.firstIndex(of: unit | 0x20) else {
        return false
      }
      units = units[(place + 1)...]
    }
    return true
  }

  /// `[Europe/Berlin]`.
  mutating func skipBracketedName() -> Bool {
    guard skip("["), let close = rest.firstIndex(of: UInt8(ascii: "]")), close > rest.startIndex
    else { return false }
    rest = rest[(close + 1)...]
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
