import Bundles
import Diagnostics
import LintRules
import Reports
import Testing

@Suite("Findings as text")
struct TextReporterTests {
  static let source = SourceText(path: "a.bpmn", text: "<a>\n  <größe x=\"1\"/>\n</a>\n")

  static let finding = Diagnostic(
    rule: "test/rule", severity: .error, message: "x is 1", help: "Make it 2.",
    location: SourceLocation(source, 15..<20),
    element: ElementReference(id: "E", name: "Label", type: "bpmn:Task", process: "P"),
    notes: [.init(message: "it began here", location: SourceLocation(source, 0..<3))])

  @Test("text shows the place, the line with a caret, what to do and a summary")
  func text() {
    let report = TextReporter(hasColor: false).report([Self.finding], fileCount: 1)
    #expect(
      report == """
        a.bpmn:2:10: error: x is 1 [test/rule]
          2 |   <größe x="1"/>
            |          ^~~~~
          help: Make it 2.
          note: it began here (a.bpmn:1:1)

        1 file checked: 1 error, 0 warnings

        """)
  }

  @Test("colour is only added where it is asked for")
  func color() {
    let report = TextReporter(hasColor: true).report([Self.finding], fileCount: 1)
    #expect(report.contains("\u{1B}[1;31merror\u{1B}[0m"))
    #expect(!TextReporter(hasColor: false).report([Self.finding], fileCount: 1).contains("\u{1B}"))
  }

  @Test(
    "the caret stands below its place where characters take two cells",
    arguments: [("\"日本語\" + )", 14, 11), ("\"😀❤️é\" + )", 17, 10)])
  func wide(line: String, place: Int, cells: Int) {
    let source = SourceText(path: "a", text: line)
    let text = TextReporter(hasColor: false).text(
      of: Diagnostic(
        rule: "r", severity: .error, message: "m",
        location: SourceLocation(source, place..<place + 1)))
    #expect(text.hasSuffix("\n    | " + String(repeating: " ", count: cells) + "^"))
  }

  @Test("control characters reach no terminal")
  func control() {
    var finding = Self.finding
    finding.message = "x\u{1B}[2Jy\nz"
    let line = TextReporter(hasColor: false).text(of: finding).split(separator: "\n")[0]
    #expect(line == "a.bpmn:2:10: error: x [2Jy z [test/rule]")
  }
}
