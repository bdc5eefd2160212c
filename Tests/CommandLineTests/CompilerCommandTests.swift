import Foundation
import JSON
import Testing
import TestSupport

@Suite("The compiler's commands")
struct CompilerCommandTests {
  static let broken = "<a><b></a>"

  @Test(
    "lint gives 0 for samples without errors, 1 for problems, 2 for a missing path, 64 for bad usage"
  )
  func exitCodes() throws {
    #expect(try Tool.run("lint", "samples").status == 0)
    #expect(try Tool.run("lint", "samples", "--fail-on", "warning").status == 1)
    #expect(try Tool.run("lint", "-", input: Self.broken).status == 1)
    let missing = try Tool.run("lint", "no-such-folder")
    #expect(missing.status == 2)
    #expect(missing.errors == "bpmnc: no-such-folder: no such file or folder\n")
    #expect(try Tool.run("lint", "--no-such-option").status == 64)
  }

  @Test("a folder without diagrams is no success")
  func emptyFolder() throws {
    let folder = try TemporaryFolder()
    let outcome = try Tool.run("lint", folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("contains no .bpmn, .dmn or .form file"))
  }

  @Test("lint writes JSON for what comes from standard input, under the name that is given")
  func lintJSON() throws {
    let outcome = try Tool.run(
      "lint", "-", "--stdin-filename", "x.bpmn", "--format", "json", input: Self.broken)
    let problem = try #require(JSONValue(parsing: outcome.output)["problems"]?[0])
    #expect(problem["file"] == "x.bpmn" && problem["line"] == 1)
    #expect(problem["rule"] == "xml/well-formed")
  }

  @Test("other files are checked although one cannot be read")
  func brokenAmongOthers() throws {
    let folder = try TemporaryFolder()
    try Data(Self.broken.utf8).write(to: folder.file("a.bpmn"))
    try FileManager.default.copyItem(
      at: Cases.packageFolder.appending(path: "samples/sms-confirmation/sms-confirmation.bpmn"),
      to: folder.file("b.bpmn"))
    let outcome = try Tool.run("lint", folder.path, "--format", "json")
    let rules = try #require(JSONValue(parsing: outcome.output)["problems"]?.array)
      .compactMap { $0["rule"]?.string }
    #expect(
      rules == ["xml/well-formed", "connector/twilio-redelivery", "template/deprecated"])
  }

  @Test(
    "build writes a bundle that lists the same webhooks and secrets, and nothing while errors remain"
  )
  func build() throws {
    let folder = try TemporaryFolder()
    let bundle = folder.file("samples.bundle").path
    #expect(try Tool.run("build", "samples", "-o", bundle).status == 0)
    let fromBundle = try Tool.run("webhooks", bundle, "--format", "csv").output
    #expect(try Tool.run("webhooks", "samples", "--format", "csv").output == fromBundle)
    #expect(try Tool.run("secrets", bundle).output.contains("TWILIO_AUTH_TOKEN"))
    let failed = folder.file("failed.bundle").path
    #expect(try Tool.run("build", "-", "-o", failed, input: Self.broken).status == 1)
    #expect(!FileManager.default.fileExists(atPath: failed))
  }

  @Test("lists say when a file could not be read")
  func incompleteList() throws {
    let outcome = try Tool.run("webhooks", "-", "--format", "json", input: Self.broken)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("xml/well-formed"))
    #expect(try JSONValue(parsing: outcome.output)["webhooks"] == [])
  }

  @Test("a platform version without rules is bad usage", arguments: ["99.1", "8.11", "7.20", "x"])
  func platform(version: String) throws {
    let outcome = try Tool.run("lint", "--platform", version, "samples")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("known versions: 1.0 to 1.3 and 8.0 to 8.10"))
  }

  @Test("the help names every command and no other")
  func help() throws {
    let help = try Tool.run("--help").output
    for command in ["lint", "build", "webhooks", "secrets", "init", "run", "dev", "sms", "feel"] {
      #expect(help.contains("\n  \(command) "), "\(command)")
    }
    #expect(try Tool.run("run", "--help").output.contains("--sms"))
  }
}
