import BPMN
import Compiler
import Diagnostics
import ElementTemplates
import JSON
import Linting
import LintRules
import ProjectModel
import Testing
import TestSupport
import Webhooks

@Suite("Webhooks of a project")
struct WebhookTests {
  /// A process whose start event and catch event are webhooks.
  static func process(
    _ id: String, start: String, catching: String, extra: String = "", executable: Bool = true
  ) -> String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
      <bpmn:process id="\(id)" isExecutable="\(executable)">
        <bpmn:startEvent id="start_\(id)">\(properties(start, extra))</bpmn:startEvent>
        <bpmn:subProcess id="sub_\(id)">
          <bpmn:intermediateCatchEvent id="catch_\(id)">\(properties(catching, extra))\
    </bpmn:intermediateCatchEvent>
        </bpmn:subProcess>
      </bpmn:process>
    </bpmn:definitions>
    """
  }

  static func properties(_ id: String, _ extra: String) -> String {
    """
    <bpmn:extensionElements><zeebe:properties>
      <zeebe:property name="inbound.type" value="io.camunda:webhook:1"/>
      <zeebe:property name="inbound.context" value="\(id)"/>\(extra)
    </zeebe:properties></bpmn:extensionElements>
    """
  }

  func compile(_ texts: String...) -> Compilation {
    let inputs = texts.enumerated().map { index, text in
      InputFile(path: "\(index).bpmn", relativePath: "\(index).bpmn", bytes: Array(text.utf8))
    }
    return Compilation(Project(inputs), templates: .builtIn)
  }

  @Test("the start event of an event sub-process is told from one that starts an instance")
  func eventSubProcess() {
    let process = Self.process("A", start: "a", catching: "b")
      .replacing("<bpmn:subProcess ", with: "<bpmn:subProcess triggeredByEvent=\"true\" ")
      .replacing("intermediateCatchEvent", with: "startEvent")
    let document = WebhookManifest(compile(process).webhooks).json()
    #expect(document["webhooks"]?.array?.map { $0["eventSubProcess"] } == [false, true])
  }

  @Test("one path in two processes is an error at both ids, and names the other place")
  func duplicateInTwoProcesses() throws {
    let findings = compile(
      Self.process("A", start: "same", catching: "a"),
      Self.process("B", start: "same", catching: "b")
    ).diagnostics.filter { $0.rule == "webhook/duplicate-path" }
    #expect(findings.map { $0.element?.id } == ["start_A", "start_B"])
    #expect(findings[0].notes.first?.location?.source.path == "1.bpmn")
    #expect(findings[0].location.start == SourcePosition(line: 6, column: 49))
  }

  @Test("two events of one process share a path if they say so, and else do not")
  func sharedPath() {
    let auto = "<zeebe:property name=\"deduplicationMode\" value=\"AUTO\"/>"
    let shared = compile(Self.process("A", start: "x", catching: "x", extra: auto))
    #expect(shared.webhooks.map { $0.conflicts.map(\.outcome) } == [[.shared], [.shared]])
    #expect(shared.diagnostics.filter { $0.rule == "webhook/duplicate-path" }.isEmpty)
    let queued = compile(Self.process("A", start: "x", catching: "x"))
    #expect(queued.webhooks.map { $0.conflicts.map(\.outcome) } == [[.queued], [.queued]])
    #expect(queued.diagnostics.filter { $0.rule == "webhook/duplicate-path" }.count == 2)
  }

  @Test("an id that is missing or blank is an error")
  func missingPath() {
    let findings = compile(Self.process("A", start: " ", catching: "b")).diagnostics
      .filter { $0.rule.hasPrefix("webhook/") }
    #expect(findings.map(\.rule) == ["webhook/missing-path"])
    #expect(findings.first?.element?.id == "start_A")
  }

  @Test("connectors that no request reaches have no id and no URL")
  func otherConnectors() throws {
    let text = Self.process("A", start: "x", catching: "y")
    let kafka = text.split(separator: "io.camunda:webhook:1", maxSplits: 1)
      .joined(separator: "io.camunda:connector-kafka-inbound:1")
    let document = WebhookManifest(compile(String(kafka)).webhooks).json()
    let first = try #require(document["webhooks"]?[0])
    #expect(first["id"] == .null && first["path"] == .null && first["urls"] == [])
    #expect(first["connectorType"] == "io.camunda:connector-kafka-inbound:1")
  }

  @Test(
    "a URL is the base, /inbound/ and the id as one encoded segment",
    arguments: [
      ("http://h", "id", "http://h/inbound/id"),
      ("http://h/", "id", "http://h/inbound/id"),
      ("https://h/cluster-1//", "a/b c", "https://h/cluster-1/inbound/a%2Fb%20c"),
      ("http://[::1]:8080", "ä", "http://[::1]:8080/inbound/%C3%A4"),
      ("http://h", "{{secrets.HOOK}}", "http://h/inbound/{{secrets.HOOK}}"),
      ("http://h", "pre {{secrets.HOOK}}/x", "http://h/inbound/pre%20{{secrets.HOOK}}%2Fx"),
    ])
  func urls(base: String, id: String, expected: String) {
    #expect(WebhookURL.url(base: base, id: id) == expected)
  }

  @Test("a property keeps its place: the first of its name that has a value")
  func place() throws {
    let name = "<zeebe:property name=\"messageIdExpression\""
    let element = WebhookDocument.element(properties: [("messageIdExpression", "=a")])
      .replacing(name, with: "\(name)/>\n\(name)")
    let webhook = WebhookDocument.webhooks(element)[0]
    #expect(
      webhook.properties.map(\.name) == ["inbound.type", "inbound.context", "messageIdExpression"])
    #expect(webhook.field("messageIdExpression")?.value == "=a")
    #expect(
      webhook.location(of: "messageIdExpression").start == SourcePosition(line: 5, column: 51))
    #expect(webhook.location(of: "messageTtl").start == webhook.element.location.start)
  }
}
