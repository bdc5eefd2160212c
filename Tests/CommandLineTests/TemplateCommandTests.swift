import Foundation
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
    let unknown = try Tool.run("template", "apply", "x.y", "Wait", file.path)
    #expect(unknown.status == 2 && unknown.errors == "bpmnc: unknown template 'x.y'\n")
    let version = try Tool.run("template", "apply", Self.template + "@7", "Wait", file.path)
    #expect(version.status == 2 && version.errors.contains("has no version 7; known versions: 1"))
    #expect(
      try Tool.run("template", "apply", Self.template, "Wait", file.path, "--set", "x").status == 64
    )
    #expect(try text(file) == Self.diagram)
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
