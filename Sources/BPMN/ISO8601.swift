/// Which texts are dates, durations and cycles to the engine, where a diagram holds them as they are
/// and not as an expression (reference page lint, 5.15).
public enum ISO8601 {
  /// A date and time to the second with `Z` or an offset, which a zone in brackets may follow:
  /// `2026-01-31T10:30:00+01:00[Europe/Berlin]`.
  public static func isDateTime(_ text: some StringProtocol) -> Bool {
    let pattern =
      /([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+\-](?:0[0-9]|1[0-3]):[0-5][0-9](?:\[[^\]]+\])?)/
    guard let match = String(text).wholeMatch(of: pattern)?.output,
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3)
    else { return false }
    return day <= length(ofMonth: month, year)
  }

  /// `P1Y2M3W4DT5H6M7S`: each part once and in this order, with fractions, in letters of either case.
  public static func isDuration(_ text: some StringProtocol) -> Bool {
    let pattern =
      /P(?:[0-9]+(?:\.[0-9]+)?[Yy])?(?:[0-9]+(?:\.[0-9]+)?[Mm])?(?:[0-9]+(?:\.[0-9]+)?[Ww])?(?:[0-9]+(?:\.[0-9]+)?[Dd])?(?:T(?:[0-9]+(?:\.[0-9]+)?[Hh])?(?:[0-9]+(?:\.[0-9]+)?[Mm])?(?:[0-9]+(?:\.[0-9]+)?[Ss])?)?/
    guard let last = text.last, last != "P", last != "T" else { return false }
    return String(text).wholeMatch(of: pattern) != nil
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
