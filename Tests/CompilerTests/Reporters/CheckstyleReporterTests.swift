import Reports
import Testing

@Suite("Findings as Checkstyle's XML")
struct CheckstyleReporterTests {
  @Test("files with their findings, escaped, control characters replaced")
  func document() throws {
    let text = CheckstyleReporter().report(ReportFixture.report)
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="4.3">
          <file name="my diagrams/größe.bpmn">
            <error line="1" column="1" severity="info" message="an element over two lines." \
        source="bpmnc.test/second"/>
            <error line="2" column="9" severity="error" \
        message="&quot;Send &lt;b&gt; &amp; @team&quot; has 100% of 𝄞1. Write 2, or 3." \
        source="bpmnc.test/first"/>
            <error line="2" column="16" severity="warning" \
        message="a bell \u{FFFD}, a | and a `tick`." source="bpmnc.test/second"/>
          </file>
          <file name="empty.bpmn">
          </file>
        </checkstyle>

        """)
    try expectWellFormed(text)
  }
}
