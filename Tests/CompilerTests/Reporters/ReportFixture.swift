import Diagnostics
import Reports

/// A report with what reporters can get wrong: marks of their formats, characters beyond the basic
/// plane, control characters, a fix, a note, and a file without findings.
enum ReportFixture {
  static let source = SourceText(
    path: "./my diagrams/größe.bpmn", text: "<a>\n  <b x=\"𝄞1\" y=\"2\"/>\n</a>\n")

  static let error = Diagnostic(
    rule: "test/first", severity: .error, message: "\"Send <b> & @team\" has 100% of 𝄞1",
    help: "Write 2, or 3.", location: SourceLocation(source, 12..<17),
    element: ElementReference(
      id: "send", name: "Send <b>\n& @team", type: "bpmn:ServiceTask", process: "order"),
    notes: [.init(message: "it began here", location: SourceLocation(source, 0..<3))],
    fixIt: .init(title: "Write 2", edits: [TextEdit(range: 12..<17, replacement: "2")]))

  static let warning = Diagnostic(
    rule: "test/second", severity: .warning, message: "a bell \u{7}, a | and a `tick`",
    location: SourceLocation(source, 22..<23))

  static let note = Diagnostic(
    rule: "test/second", severity: .info, message: "an element over two lines",
    location: SourceLocation(source, 0..<26))

  static let report = CheckReport(
    [note, error, warning], files: ["./my diagrams/größe.bpmn", "empty.bpmn"])

  static let nothing = CheckReport([], files: ["empty.bpmn"])
}
