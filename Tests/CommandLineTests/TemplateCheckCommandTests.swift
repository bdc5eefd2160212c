import Foundation
import JSON
import Testing
import TestSupport

@Suite("bpmnc template list and validate")
struct TemplateCheckCommandTests {
  private static let valid = """
    {"$schema": "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/x.json",
     "id": "T", "name": "N", "version": 1, "appliesTo": ["bpmn:ServiceTask"], "properties": []}
    """

  @Test("validate gives 0 for our own templates, 1 for problems, 2 for nothing to check")
  func exitCodes() throws {
    #expect(try Tool.run("template", "validate", "templates").status == 0)
    #expect(
      try Tool.run("template", "validate", "templates", "--fail-on", "warning").status == 1)
    #expect(try Tool.run("template", "validate", "-", input: "{}").status == 1)
    #expect(try Tool.run("template", "validate", "no-such-file.json").status == 2)
    let folder = try TemporaryFolder()
    try Data("{\"name\": \"other\"}".utf8).write(to: folder.file("package.json"))
    let outcome = try Tool.run("template", "validate", folder.path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("contains no element template"))
    #expect(try Tool.run("template", "validate", "--no-such-option").status == 64)
  }

  @Test("validate writes JSON with the pointer of each place")
  func validateJSON() throws {
    let text = Self.valid.replacingOccurrences(of: "\"version\": 1", with: "\"version\": \"1\"")
    let outcome = try Tool.run(
      "template", "validate", "-", "--stdin-filename", "t.json", "--format", "json", input: text)
    let report = try JSONValue(parsing: outcome.output)
    #expect(
      report["summary"] == ["files": 1, "errors": 1, "warnings": 0, "infos": 0, "fixable": 0])
    let problem = try #require(report["problems"]?[0])
    #expect(problem["file"] == "t.json" && problem["line"] == 2)
    #expect(problem["rule"] == "template/invalid" && problem["path"] == "/version")
  }

  @Test("a folder is walked, and its hidden template folder too; other JSON is named")
  func folders() throws {
    let folder = try TemporaryFolder()
    let hidden = folder.file(".camunda/element-templates")
    try FileManager.default.createDirectory(at: hidden, withIntermediateDirectories: true)
    try Data(Self.valid.utf8).write(to: hidden.appending(path: "a.json"))
    try Data(Self.valid.utf8).write(to: folder.file("b.json"))
    try Data("{}".utf8).write(to: folder.file("package.json"))
    let outcome = try Tool.run("template", "validate", folder.path, "--format", "json")
    #expect(outcome.status == 0)
    #expect(outcome.errors.hasSuffix("/package.json: not an element template; skipped\n"))
    let problems = try #require(JSONValue(parsing: outcome.output)["problems"]?.array)
    #expect(problems.map { $0["rule"] } == ["template/duplicate"])
  }

  @Test("list shows every version with its place")
  func list() throws {
    let folder = try TemporaryFolder()
    try Data(Self.valid.utf8).write(to: folder.file("a.json"))
    let outcome = try Tool.run(
      "template", "list", "--templates", folder.path, "--format", "json")
    let templates = try #require(JSONValue(parsing: outcome.output)["templates"]?.array)
    let own = try #require(templates.first { $0["id"] == "T" })
    #expect(own["version"] == 1 && own["line"] == 1)
    #expect(own["file"]?.string == folder.file("a.json").path)
    #expect(templates.contains { $0["id"] == "io.camunda.connectors.Twilio.v1" })
    #expect(try Tool.run("template", "list").output.hasPrefix("ID "))
  }
}
