import JSON
import Reports
import Testing

@Suite("Reports of a check that could not be run")
struct FailureReporterTests {
  private func text(_ format: ReportFormat) -> String {
    var report = CheckReport([], files: [])
    report.failure = "a & b.bpmn: no such\nfile"
    return String(decoding: format.bytes(of: report), as: UTF8.self)
  }

  @Test("contain the reason in every format", arguments: ReportFormat.allCases)
  func reason(format: ReportFormat) {
    #expect(text(format).contains("b.bpmn: no such") && text(format).hasSuffix("\n"))
  }

  @Test("are an annotation without a file, and an unsuccessful invocation without results")
  func services() throws {
    #expect(text(.github) == "::error title=bpmnc::a & b.bpmn: no such%0Afile\n")
    let run = try #require(JSONValue(parsing: text(.sarif))["runs"]?[0])
    let invocation = try #require(run["invocations"]?[0])
    #expect(invocation["executionSuccessful"] == false)
    let message = invocation["toolExecutionNotifications"]?[0]?["message"]?["text"]
    #expect(message == "a & b.bpmn: no such\nfile" && run["results"] == [])
  }

  @Test("are an error for every program that counts errors")
  func counts() throws {
    #expect(
      text(.junit).contains("errors=\"1\"") && text(.junit).contains("<error message=\"a &amp; b"))
    #expect(text(.checkstyle).contains("severity=\"error\" message=\"a &amp; b"))
    #expect(try JSONValue(parsing: text(.gitlab))[0]?["severity"] == "blocker")
    #expect(try JSONValue(parsing: text(.json))["error"] == "a & b.bpmn: no such\nfile")
  }
}
