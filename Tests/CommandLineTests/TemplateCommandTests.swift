import Foundation
import JSON
import Testing
import TestSupport

@Suite("The commands that edit diagrams")
struct TemplateCommandTests {
  static let diagram = """
    <?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        id="definitions" targetNamespace="urn:t">
      <bpmn:process id="P" isExecutable="true">
        <bpmn:receiveTask id="Wait" />
      </bpmn:process>
    </bpmn:definitions>

    """

  static let template = "io.camunda.connectors.Twilio.Webhook.Receive.v1"

  func text(_ url: URL) throws -> String {
    String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }

  @Test("apply changes the file in place, and remove takes everything off again")
  func applyAndRemove() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("a.bpmn")
    try Data(Self.diagram.utf8).write(to: file)
    let dry = try Tool.run(
      "template", "apply", Self.template, "Wait", file.path, "--set", "inbound.context=orders",
      "--dry-run")
    #expect(dry.status == 0 && dry.output.hasPrefix("--- \(file.path)\n+++ \(file.path)\n@@ -1,7 "))
    #expect(try text(file) == Self.diagram)

    let applied = try Tool.run(
      "template", "apply", Self.template, "Wait", file.path, "--set", "inbound.context=orders")
    #expect(applied.status == 0 && applied.output == "" && applied.errors == "")
    #expect(try text(file).contains("<zeebe:property name=\"inbound.context\" value=\"orders\" />"))
    let webhooks = try Tool.run("webhooks", file.path, "--format", "csv")
    #expect(webhooks.output.contains("orders"))

    #expect(try Tool.run("template", "remove", "Wait", file.path).status == 0)
    #expect(!(try text(file)).contains("inbound.context"))
  }

  @Test("what cannot be done is said, with exit code 1 for the input and 2 for the call")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("a.bpmn")
    try Data(Self.diagram.utf8).write(to: file)
    let outbound = try Tool.run(
      "template", "apply", "io.camunda.connectors.Twilio.Webhook.Boundary.v1", "Wait", file.path)
    #expect(outbound.status == 1 && outbound.errors.contains("is for bpmn:BoundaryEvent"))
    let missing = try Tool.run("template", "apply", Self.template, "None", file.path)
    #expect(missing.status == 2 && missing.errors.contains("no element has the ID 'None'"))
    let near = try Tool.run("template", "remove", "Wiat", file.path)
    #expect(near.status == 2 && near.errors.hasSuffix("the ID 'Wiat'; did you mean 'Wait'?\n"))
    let nowhere = try Tool.run("template", "list", "nowhere")
    #expect(nowhere.status == 2 && nowhere.errors == "bpmnc: nowhere: no such file or folder\n")
    let unknown = try Tool.run("template", "apply", "x.y", "Wait", file.path)
    #expect(unknown.status == 2)
    #expect(
      unknown.errors
        == "bpmnc: unknown template 'x.y'; 'bpmnc template list' lists the available ones\n")
    let version = try Tool.run("template", "apply", Self.template + "@7", "Wait", file.path)
    #expect(version.status == 2 && version.errors.contains("has no version 7; known versions: 1"))
    #expect(
      try Tool.run("template", "apply", Self.template, "Wait", file.path, "--set", "x").status == 64
    )
    #expect(try text(file) == Self.diagram)
  }

  @Test("show prints the properties of a template by group")
  func show() throws {
    let shown = try Tool.run("template", "show", "\(Self.template)@1")
    #expect(shown.status == 0, "\(shown.errors)")
    let lines = shown.output.split(separator: "\n")
    #expect(lines.contains("  id: \(Self.template)"))
    #expect(
      lines.contains {
        $0.hasPrefix("  property 'inbound.context' \"Webhook id\": String; required")
      })
    #expect(lines.contains("Constants"))
    let json = try Tool.run("template", "show", Self.template, "--format", "json")
    #expect(try JSONValue(parsing: json.output)["id"] == .string(Self.template))
  }

  @Test(
    "an unknown template is an error with the one that was probably meant",
    arguments: [
      ("io.camunda.connectors.Twilio.v2", "did you mean 'io.camunda.connectors.Twilio.v1'?"),
      ("receive", "did you mean 'io.camunda.connectors.Twilio.Webhook.Receive.v1'?"),
      ("twilio", "did you mean one of io.camunda.connectors."),
      ("x.y", "'bpmnc template list' lists the available ones"),
    ])
  func suggestions(id: String, hint: String) throws {
    let outcome = try Tool.run("template", "show", id)
    #expect(outcome.status == 2 && outcome.errors.contains(hint), "\(outcome.errors)")
  }

  @Test("unlink removes the link to the template and keeps every value")
  func unlink() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("a.bpmn")
    try Data(Self.diagram.utf8).write(to: file)
    #expect(
      try Tool.run(
        "template", "apply", Self.template, "Wait", file.path, "--set", "inbound.context=orders"
      ).status == 0)
    let before = try text(file)
    let dry = try Tool.run("template", "unlink", "Wait", file.path, "--dry-run")
    #expect(dry.output.contains("modelerTemplate"))
    #expect(try text(file) == before)
    #expect(try Tool.run("template", "unlink", "Wait", file.path).status == 0)
    let after = try text(file)
    #expect(!after.contains("modelerTemplate") && after.contains("value=\"orders\""))
    #expect(
      before.replacing(#/ zeebe:modelerTemplate\w*="[^"]*"/#, with: "") == after)
    let again = try Tool.run("template", "unlink", "Wait", file.path)
    #expect(again.status == 1 && again.errors.contains("it has no template"))
  }

  @Test("upgrade goes through folders, and a second time finds nothing to do")
  func upgrade() throws {
    let folder = try TemporaryFolder()
    let sample = Cases.packageFolder.appending(
      path: "samples/sms-confirmation/sms-confirmation.bpmn")
    let file = folder.file("a.bpmn")
    try FileManager.default.copyItem(at: sample, to: file)
    let dry = try Tool.run("template", "upgrade", folder.path, "--dry-run")
    #expect(dry.status == 0 && dry.output.contains("\n+++ "))
    #expect(dry.errors == "1 element in 1 file would be upgraded\n")
    #expect(try text(file) == text(sample))
    #expect(
      try Tool.run("template", "upgrade", folder.path).errors == "1 element in 1 file upgraded\n")
    #expect(try text(file).contains("TwilioWebhookMessageStart.v1"))
    let again = try Tool.run("template", "upgrade", folder.path)
    #expect(again.status == 0 && again.errors == "0 elements in 0 files upgraded\n")
  }

  @Test("lint --diff shows the fixes, lint --fix writes them")
  func fix() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("a.bpmn")
    let text = Self.diagram.replacingOccurrences(
      of: "<bpmn:receiveTask id=\"Wait\" />",
      with:
        "<bpmn:startEvent id=\"Wait\">\n      <bpmn:incoming>F</bpmn:incoming>\n    </bpmn:startEvent>"
    )
    try Data(text.utf8).write(to: file)
    let diff = try Tool.run("lint", file.path, "--diff")
    #expect(diff.output.contains("\n-      <bpmn:incoming>F</bpmn:incoming>\n"))
    #expect(try self.text(file) == text)
    let fixed = try Tool.run("lint", file.path, "--fix")
    #expect(fixed.status == 0)
    #expect(!(try self.text(file)).contains("incoming"))
    #expect(try Tool.run("lint", file.path, "--diff").output == "")
  }
}
