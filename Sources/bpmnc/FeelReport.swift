import Bundles
import Reports
import Diagnostics
import FEEL
import Frontend

/// Shows on standard error what is to be said about an expression, with a caret under the place.
struct FeelReport {
  private let source: SourceText
  private let reporter = TextReporter(hasColor: Terminal.hasErrorColor)

  /// Bytes of the text before the expression: a leading `=`.
  private let offset: Int

  init(_ text: String, name: String = "expression", offset: Int = 0) {
    source = SourceText(path: name, text: text)
    self.offset = offset
  }

  func show(
    _ severity: Diagnostic.Severity, _ rule: String, _ message: String, _ range: Range<Int>
  ) {
    Terminal.note(
      reporter.text(
        of: Diagnostic(
          rule: "feel/\(rule)", severity: severity, message: message,
          location: SourceLocation(
            source, range.lowerBound + offset..<range.upperBound + offset))))
  }

  func show(_ error: FEELSyntaxError) {
    for problem in error.problems { show(.error, "syntax", problem.message, problem.range) }
  }

  func show(_ findings: [FEELFinding]) {
    for finding in findings {
      show(finding.severity, finding.kind.rawValue, finding.message, finding.range)
    }
  }
}
