import Compiler
import Diagnostics
import FEEL
import Frontend

/// Shows on standard error what is to be said about an expression, with a caret under the place.
struct FeelReport {
  private let source: SourceText
  private let reporter = TextReporter(hasColor: Terminal.hasErrorColor)

  init(_ expression: String, name: String = "expression") {
    source = SourceText(path: name, text: expression)
  }

  func show(
    _ severity: Diagnostic.Severity, _ rule: String, _ message: String, _ range: Range<Int>
  ) {
    Terminal.note(
      reporter.text(
        of: Diagnostic(
          rule: "feel/\(rule)", severity: severity, message: message,
          location: SourceLocation(source, range))))
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
