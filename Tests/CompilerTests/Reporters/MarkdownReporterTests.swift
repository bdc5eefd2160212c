import Diagnostics
import Reports
import Testing
import Webhooks

@Suite("Findings as Markdown")
struct MarkdownReporterTests {
  @Test("counts, then the file's findings by severity, with labels in bold and marks escaped")
  func comment() {
    #expect(
      MarkdownReporter().report(ReportFixture.report) == """
        ### ❌ bpmnc found 1 error, 1 warning and 1 note in 2 files

        **my diagrams/größe.bpmn**: 1 error, 1 warning and 1 note

        - ❌ **Send &lt;b&gt; &amp; @\u{200B}team** has 100% of 𝄞1 (line 2, `test/first`)
          Write 2, or 3.
        - ⚠️ a bell \u{FFFD}, a \\| and a \\`tick\\` (line 2, `test/second`)
        - ℹ️ an element over two lines (line 1, `test/second`)

        """)
  }

  @Test("links where files have an address")
  func links() {
    var report = ReportFixture.report
    report.webAddress = "https://git.example/r/blob/c0ffee/"
    let address = "https://git.example/r/blob/c0ffee/my%20diagrams/gr%C3%B6%C3%9Fe.bpmn"
    let text = MarkdownReporter().report(report)
    #expect(text.contains("**[my diagrams/größe.bpmn](\(address))**"))
    #expect(text.contains("([line 2](\(address)#L2), `test/first`)"))
  }

  @Test("says so where nothing was found")
  func nothing() {
    #expect(
      MarkdownReporter().report(ReportFixture.nothing)
        == "### ✅ bpmnc found no problems in 1 file\n")
  }

  @Test("many findings are folded up, and what exceeds a comment is counted")
  func many() {
    let findings = (0..<2_000).map { number -> Diagnostic in
      var finding = ReportFixture.error
      finding.message = "\(number) " + String(repeating: "x", count: number % 2 == 0 ? 50 : 5_000)
      return finding
    }
    let text = MarkdownReporter().report(CheckReport(findings, files: []))
    #expect(text.utf16.count <= 65_000 && text.utf16.count > 60_000)
    let shown = text.split(separator: "\n").count { $0.hasPrefix("- ") }
    #expect(text.hasSuffix("\n</details>\n\n…and \(2_000 - shown) more.\n"))
    #expect(text.contains("<details><summary><b>my diagrams/größe.bpmn</b>: 2000 errors</summary>"))
  }

  @Test("files with errors come first")
  func order() throws {
    let other = SourceText(path: "a.bpmn", text: "<a/>")
    var warning = ReportFixture.warning
    warning.location = SourceLocation(other, 0..<1)
    let text = MarkdownReporter().report(CheckReport([warning, ReportFixture.error], files: []))
    let first = try #require(text.firstRange(of: "größe.bpmn"))
    let second = try #require(text.firstRange(of: "**a.bpmn"))
    #expect(first.lowerBound < second.lowerBound)
  }
}
