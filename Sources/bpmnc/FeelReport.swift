import Diagnostics
import FEEL
import Frontend
import Reports

/// Prints the findings of an expression on standard error, each with a caret below its place.
struct FeelReport {
  private let source: SourceText
  private let reporter = TextReporter(hasColor: Terminal.hasErrorColor)

  /// The number of bytes before the expression: 1 for a leading `=`.
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
