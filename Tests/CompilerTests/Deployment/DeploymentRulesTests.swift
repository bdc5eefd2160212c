import BPMN
import Compiler
import Diagnostics
import ElementTemplates
import LintRules
import ProjectModel
import Testing
import TestSupport

@Suite("The verdict on a deployment")
struct DeploymentRulesTests {
  private func file(_ content: String, _ path: String = "a.bpmn") -> BPMNFile {
    BPMNFile(parsing: Array(DeploymentMarks.diagram(content).utf8), path: path)
  }

  private func rules(_ files: BPMNFile...) -> [String] {
    DeploymentRules.findings(in: files).map(\.rule)
  }

  private static let process = """
    <bpmn:process id="P" isExecutable="true"><bpmn:startEvent id="S"/></bpmn:process>
    """

  @Test("is no finding for what the engine deploys")
  func deployed() {
    #expect(rules(file(Self.process)) == [])
    #expect(rules() == [])
  }

  @Test("names what a deploy rule finds, and unreadable FEEL")
  func refused() {
    #expect(
      rules(file(Self.process.replacing("true", with: "false"))) == ["deploy/executable-process"])
    let flow = """
      <bpmn:scriptTask id="t"><bpmn:extensionElements>
        <zeebe:script expression="=1 +" resultVariable="x"/>
      </bpmn:extensionElements></bpmn:scriptTask></bpmn:process>
      """
    #expect(
      rules(file(Self.process.replacing("</bpmn:process>", with: flow))) == ["deploy/expression"])
  }

  @Test("is one of reading where a file can't be read")
  func unreadable() {
    #expect(
      rules(BPMNFile(parsing: Array("<a".utf8), path: "a.bpmn"), file(Self.process, "b.bpmn"))
        == ["xml/well-formed"])
  }

  @Test("takes no process id twice, in different files")
  func duplicates() {
    #expect(
      rules(file(Self.process), file(Self.process, "b.bpmn"))
        == ["project/duplicate-process-id", "project/duplicate-process-id"])
  }

  @Test("doesn't depend on suppressions")
  func suppressed() {
    let text = Self.process.replacing("true", with: "false")
    #expect(rules(file("<!-- bpmnc:ignore deploy/* -->" + text)) == ["deploy/executable-process"])
  }

  @Test("is what lint says with its deploy rules", .enabled(if: Cases.arePresent))
  func sameAsLint() throws {
    for name in try Cases.diagramNames() {
      let bytes = try Cases.bytes("diagrams/\(name)")
      let project = Project([InputFile(path: name, relativePath: name, bytes: bytes)])
      let verdict = DeploymentRules.findings(in: [BPMNFile(parsing: bytes, path: name)])
      let lint = Compilation(project, templates: .builtIn).diagnostics
      let isDeploy = { (finding: Diagnostic) in finding.rule.hasPrefix("deploy/") }
      #expect(
        verdict.filter(isDeploy).map(\.message) == lint.filter(isDeploy).map(\.message), "\(name)")
    }
  }
}
