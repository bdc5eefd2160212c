import Compiler
import Diagnostics
import JSON
import Testing

@Suite("Reporters")
struct ReporterTests {
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

  @Test("JSON has every member of the contract, null where there is nothing")
  func json() throws {
    let document = JSONReporter().report([Self.finding, Self.finding], fileCount: 3)
    let problem = try #require(document["problems"]?[0]?.object)
    #expect(
      problem.members.map(\.key) == [
        "file", "line", "column", "endLine", "endColumn", "rule", "severity", "element",
        "elementName", "elementType", "process", "path", "message", "help", "fixable",
        "fingerprint",
      ])
    #expect(problem["line"] == 2 && problem["column"] == 10 && problem["endColumn"] == 15)
    #expect(problem["path"] == .null && problem["fixable"] == false)
    #expect(document["summary"] == ["files": 3, "errors": 2, "warnings": 0])
    #expect(problem["fingerprint"] != document["problems"]?[1]?["fingerprint"])
  }
}
