import Text

/// The literal dates, durations and cycles that bpmnlint-plugin-camunda-compat accepts.
package enum CompatTimerText {
  /// A date and time with seconds and `Z` or an offset, optionally followed by a zone in brackets:
  /// `2026-01-31T10:30:00+01:00[Europe/Berlin]`.
  package static func isDateTime(_ text: some StringProtocol) -> Bool {
    var scanner = ISOScanner(text)
    return scanner.instant(.camundaCompat) != nil
  }

  /// `P1Y2M3W4DT5H6M7S`: each unit at most once and in this order, fractions allowed, letters in
  /// either case.
  package static func isDuration(_ text: some StringProtocol) -> Bool {
    var scanner = ISOScanner(text)
    return scanner.duration(.camundaCompat) { _ in true } != nil
  }

  /// `R3/PT10S`, `R/PT10S` and `R-1/PT10S` (unlimited), `R3/<first date>/PT10S`.
  package static func isCycle(_ text: some StringProtocol) -> Bool {
    guard text.first == "R", let first = text.firstIndex(of: "/"),
      let last = text.lastIndex(of: "/")
    else { return false }
    let count = text[text.index(after: text.startIndex)..<first]
    guard count == "-1" || count.utf8.allSatisfy(\.isDigit),
      isDuration(text[text.index(after: last)...])
    else { return false }
    // A zone name can contain slashes, too.
    return first == last || isDateTime(text[text.index(after: first)..<last])
  }
}
