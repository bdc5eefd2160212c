import Diagnostics
import JSON
import Reports
import Testing

@Suite("Paths in reports for services")
struct RepositoryRootTests {
  private func report(_ path: String, in folder: String) -> CheckReport {
    let source = SourceText(path: path, text: "<a/>")
    let finding = Diagnostic(
      rule: "test/first", severity: .error, message: "wrong",
      location: SourceLocation(source, 0..<4))
    var report = CheckReport([finding], files: [path], webAddress: "https://git.example/")
    report.root = RepositoryRoot("/builds/my repo/", workingDirectory: folder)
    return report
  }

  @Test(
    "are relative to the root of the repository",
    arguments: [
      ("a.bpmn", "/builds/my repo", "a.bpmn"), ("./a.bpmn", "/builds/my repo/x/y", "x/y/a.bpmn"),
      ("../z/a.bpmn", "/builds/my repo/x", "z/a.bpmn"),
      ("/builds/my repo/x/a.bpmn", "/tmp", "x/a.bpmn"), ("/tmp/a.bpmn", "/", "/tmp/a.bpmn"),
      ("../../a.bpmn", "/builds/my repo/x", "../../a.bpmn"),
      ("/builds/my repo2/a.bpmn", "/", "/builds/my repo2/a.bpmn"),
    ])
  func paths(path: String, folder: String, shown: String) {
    let report = report(path, in: folder)
    #expect(GitHubReporter().report(report).hasPrefix("::error file=\(shown),"))
    #expect(GitLabReporter().report(report)[0]?["location"]?["path"]?.string == shown)
    #expect(CheckstyleReporter().report(report).contains("<file name=\"\(shown)\">"))
    #expect(JUnitReporter().report(report).contains("classname=\"\(shown)\""))
    #expect(JUnitReporter().report(report).contains(">\(shown):1:1: error: wrong<"))
    #expect(MarkdownReporter().report(report).contains("**: 1 error"))
  }

  @Test("are relative to %SRCROOT% in SARIF, also in the list of files")
  func sarif() {
    let run = SARIFReporter().report(report("a.bpmn", in: "/builds/my repo/x"))["runs"]?[0]
    let place = run?["results"]?[0]?["locations"]?[0]?["physicalLocation"]?["artifactLocation"]
    #expect(place == ["uri": "x/a.bpmn", "uriBaseId": "%SRCROOT%"])
    #expect(run?["artifacts"]?[0]?["location"] == place)
  }

  @Test("lead to the file")
  func links() {
    let text = MarkdownReporter().report(report("a.bpmn", in: "/builds/my repo/x"))
    #expect(text.contains("(https://git.example/x/a.bpmn#L1)"))
  }
}
