import Text

/// Which texts are dates, durations and cycles to bpmnlint-plugin-camunda-compat, where a diagram
/// holds them as they are and not as an expression.
package enum CompatTimerText {
  /// A date and time to the second with `Z` or an offset, which a zone in brackets may follow:
  /// `2026-01-31T10:30:00+01:00[Europe/Berlin]`.
  package static func isDateTime(_ text: some StringProtocol) -> Bool {
    var scanner = ISOScanner(text)
    return scanner.instant(.camundaCompat) != nil
  }

  /// `P1Y2M3W4DT5H6M7S`: each part once and in this order, with fractions, in letters of either case.
  package static func isDuration(_ text: some StringProtocol) -> Bool {
    var scanner = ISOScanner(text)
    return scanner.duration(.camundaCompat) { _ in true } != nil
  }

  /// `R3/PT10S`, `R/PT10S` and `R-1/PT10S` for ever, `R3/<first date>/PT10S`.
  package static func isCycle(_ text: some StringProtocol) -> Bool {
    guard text.first == "R", let first = text.firstIndex(of: "/"),
      let last = text.lastIndex(of: "/")
    else { return false }
    let count = text[text.index(after: text.startIndex)..<first]
    guard count == "-1" || count.utf8.allSatisfy(\.isDigit),
      isDuration(text[text.index(after: last)...])
    else { return false }
    // The name of a zone may have slashes as well.
    return first == last || isDateTime(text[text.index(after: first)..<last])
  }
}
