import Reports
import Testing

@Suite("Findings as GitHub's workflow commands")
struct GitHubReporterTests {
  @Test("one command a finding, escaped; columns only where it is in one line")
  func commands() {
    #expect(
      GitHubReporter().report(ReportFixture.report) == """
        ::notice file=my diagrams/größe.bpmn,line=1,endLine=2,title=test/second::an element over \
        two lines.
        ::error file=my diagrams/größe.bpmn,line=2,endLine=2,col=9,endColumn=11,title=test/first::\
        "Send <b> & @team" has 100%25 of 𝄞1. Write 2, or 3.
        ::warning file=my diagrams/größe.bpmn,line=2,endLine=2,col=16,endColumn=17,\
        title=test/second::a bell \u{7}, a | and a `tick`.

        """)
  }

  @Test("nothing where nothing was found")
  func nothing() { #expect(GitHubReporter().report(ReportFixture.nothing).isEmpty) }
}
