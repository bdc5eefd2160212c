import Foundation
import JSON
import Testing
import TestSupport

@Suite("Reports of lint")
struct ReportCommandTests {
  @Test(
    "every format is written, to standard output and to files beside it",
    arguments: [
      ("text", "warning"), ("unix", ": warning: "), ("json", "\"problems\""), ("sarif", "\"runs\""),
      ("junit", "<testsuites>"), ("github", "::warning file="), ("gitlab", "\"check_name\""),
      ("checkstyle", "<checkstyle "), ("markdown", "### ⚠️ bpmnc found "),
    ])
  func formats(format: String, sign: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.file("report.out")
    let outcome = try Tool.run(
      "lint", "samples", "--format", format, "--report", "json=\(folder.file("a=b.json").path)",
      "--report", "\(format)=\(file.path)")
    #expect(outcome.status == 0 && outcome.output.contains(sign), "\(outcome.output)")
    #expect(try String(contentsOf: file, encoding: .utf8) == outcome.output)
    let json = try JSONValue(
      parsing: try String(contentsOf: folder.file("a=b.json"), encoding: .utf8))
    #expect(json["version"] == 1)
  }

  @Test("a report into a folder that is not there is an error, an unknown format bad usage")
  func faults() throws {
    let folder = try TemporaryFolder()
    let missing = try Tool.run(
      "lint", "samples", "--report", "sarif=\(folder.path)/none/a.sarif")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("the folder \(folder.path)/none does not exist"))
    #expect(try Tool.run("lint", "samples", "--report", "pdf=a.pdf").status == 64)
    #expect(try Tool.run("lint", "samples", "--report", "sarif").status == 64)
  }

  @Test("a check that cannot be run is reported in every report")
  func failures() throws {
    let folder = try TemporaryFolder()
    for arguments in [["lint", "none.bpmn"], ["template", "validate", "none.json"]] {
      let file = folder.file("report.sarif")
      let outcome = try Tool.run(
        Tool.process(arguments + ["--format", "github", "--report", "sarif=\(file.path)"]))
      #expect(outcome.status == 2)
      #expect(outcome.output.contains("::error title=bpmnc::\(arguments.last ?? ""): no such file"))
      let log = try JSONValue(parsing: try String(contentsOf: file, encoding: .utf8))
      #expect(log["runs"]?[0]?["invocations"]?[0]?["executionSuccessful"] == false)
      try FileManager.default.removeItem(at: file)
    }
    let text = try Tool.run("lint", "none.bpmn")
    #expect(text.output.isEmpty && text.errors == "bpmnc: none.bpmn: no such file or folder\n")
  }

  @Test(
    "paths are relative to the root that CI names",
    arguments: ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
  func root(variable: String) throws {
    let folder = try TemporaryFolder()
    let script = """
      mkdir -p "a b" && cd "a b" && echo '\(CompilerCommandTests.broken)' > x.bpmn
      bpmnc lint . --report github=report.txt || cat report.txt
      """
    let outcome = try Tool.shell(script, in: folder.url, environment: [variable: folder.path])
    #expect(outcome.output.contains("::error file=a b/x.bpmn,"))
    // People read paths from where they are.
    #expect(outcome.output.hasPrefix("x.bpmn:1:"))
  }

  @Test("links lead to where CI says that the files are")
  func links() throws {
    let variables = [
      "GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "o/r", "GITHUB_SHA": "1f",
    ]
    let outcome = try Tool.run(
      "lint", "samples", "--format", "markdown", environment: variables)
    #expect(outcome.output.contains("(https://github.example/o/r/blob/1f/samples/"))
  }

  @Test("with --changed-since, findings of other files are left out, and no change is success")
  func changedSince() throws {
    let folder = try TemporaryFolder()
    func shell(_ script: String) throws -> Tool.Outcome { try Tool.shell(script, in: folder.url) }
    try Data(CompilerCommandTests.broken.utf8).write(to: folder.file("old.bpmn"))
    #expect(
      try shell(
        "git init -q && git add -A && git -c user.name=T -c user.email=t@t commit -qm first"
      ).status == 0)
    let none = try shell("bpmnc lint --changed-since HEAD")
    #expect(none.status == 0)
    #expect(none.output == "0 files checked, no problems\n")
    #expect(none.errors == "bpmnc: none of 1 file changed since HEAD\n")
    try Data(CompilerCommandTests.broken.utf8).write(to: folder.file("new.bpmn"))
    let one = try shell("bpmnc lint --changed-since HEAD --format github")
    #expect(one.status == 1)
    #expect(one.output.contains("file=new.bpmn") && !one.output.contains("file=old.bpmn"))
    let unknown = try shell("bpmnc lint --changed-since no-such-tag")
    #expect(unknown.status == 2 && unknown.errors.contains("unknown revision 'no-such-tag'"))
  }
}
