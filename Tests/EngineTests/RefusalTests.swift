import Diagnostics
import EngineProtocol
import JSON
import TestSupport
import Testing

@testable import Engine

/// What a deployment rejects, and where the finding points: at the marker 1️⃣.
struct RefusalTests {
  /// The body of a process with the start event `start`, and further definitions.
  struct Case: CustomTestStringConvertible, Sendable {
    var rule: String
    var says: String
    var body: String
    var definitions = ""
    var testDescription: String { says }
  }

  private func diagnostics(_ body: String, _ definitions: String) -> (MarkedText, [Diagnostic]) {
    let file = MarkedText(
      String(decoding: bpmn(body, definitions: definitions), as: UTF8.self))
    do throws(EngineError) {
      _ = try DeploymentCompiler.compile(DeploymentResource(name: "x.bpmn", bytes: file.bytes))
      return (file, [])
    } catch {
      return (file, error.diagnostics)
    }
  }

  private func check(_ refused: Case, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    let (file, findings) = diagnostics(refused.body, refused.definitions)
    let expected = file["1️⃣"].map { "\(refused.rule)@\($0.line):\($0.column)" }
    #expect(findings.first?.summary == expected, sourceLocation: sourceLocation)
    #expect(findings.count == 1, "\(findings.map(\.message))", sourceLocation: sourceLocation)
    #expect(
      findings.first?.message.contains(refused.says) == true, "\(findings.map(\.message))",
      sourceLocation: sourceLocation)
    #expect(findings.first?.element != nil, sourceLocation: sourceLocation)
  }

  private static let unsupportedNodes: [Case] = [
    ("complexGateway", "a complex gateway"),
    ("transaction", "a transaction"),
    ("implicitThrowEvent", "an implicit throw event"),
    ("callChoreography", "a call choreography"),
  ].map { name, words in
    Case(
      rule: "deploy/unsupported", says: "\"x\": \(words) is not supported",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:\(name) id="x"/>
        \(flows("start -> x"))
        """)
  }

  @Test("unsupported elements are rejected", arguments: unsupportedNodes)
  func nodes(refused: Case) { check(refused) }

  private static let unsupportedEvents: [Case] = [
    ("intermediateThrowEvent", "error"), ("intermediateThrowEvent", "terminate"),
    ("intermediateCatchEvent", "escalation"), ("endEvent", "cancel"),
  ].map { name, definition in
    Case(
      rule: "deploy/unsupported", says: "with a",
      body: """
        <bpmn:startEvent id="start"/>
        <bpmn:\(name) id="x">1️⃣<bpmn:\(definition)EventDefinition/></bpmn:\(name)>
        \(flows("start -> x"))
        """)
  }

  @Test("unsupported event definitions are rejected", arguments: unsupportedEvents)
  func events(refused: Case) { check(refused) }

  @Test(
    "unsupported start events are rejected",
    arguments: ["escalation", "compensate"])
  func starts(definition: String) {
    check(
      Case(
        rule: "deploy/unsupported", says: "a start event with a",
        body: """
          <bpmn:startEvent id="start"/>
          <bpmn:startEvent id="x">1️⃣<bpmn:\(definition)EventDefinition/></bpmn:startEvent>
          """))
  }

  @Test(
    "unsupported boundary events are rejected",
    arguments: ["terminate", "cancel"])
  func boundaries(definition: String) {
    check(
      Case(
        rule: "deploy/unsupported", says: "a boundary event with a",
        body: """
          <bpmn:startEvent id="start"/><bpmn:task id="t"/><bpmn:endEvent id="end"/>
          <bpmn:boundaryEvent id="x" attachedToRef="t">1️⃣<bpmn:\(definition)EventDefinition/>
          </bpmn:boundaryEvent>\(flows("start -> t", "x -> end"))
          """))
  }

  private static let parts: [Case] = [
    Case(
      rule: "deploy/unsupported", says: "a loop with a loop cardinality",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="t"><bpmn:multiInstanceLoopCharacteristics>
        1️⃣<bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>
        </bpmn:task>\(flows("start -> t"))
        """),
    Case(
      rule: "deploy/unsupported", says: "a loop",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="t">
        1️⃣<bpmn:standardLoopCharacteristics/></bpmn:task>\(flows("start -> t"))
        """),
    Case(
      rule: "deploy/unsupported", says: "an event with several event definitions",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:endEvent id="x"><bpmn:terminateEventDefinition/><bpmn:errorEventDefinition/>
        </bpmn:endEvent>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/unsupported", says: "a loop on an event sub-process",
      body: """
        <bpmn:startEvent id="start"/><bpmn:subProcess id="x" triggeredByEvent="true">
        1️⃣<bpmn:multiInstanceLoopCharacteristics/>
        <bpmn:startEvent id="s"><bpmn:errorEventDefinition/></bpmn:startEvent></bpmn:subProcess>
        """),
    Case(
      rule: "deploy/unsupported", says: "the extension 'zeebe:publishMessage'",
      body: """
        <bpmn:startEvent id="start"/><bpmn:endEvent id="x"><bpmn:extensionElements>
        <zeebe:taskDefinition type="t"/></bpmn:extensionElements><bpmn:messageEventDefinition>
        <bpmn:extensionElements>
        1️⃣<zeebe:publishMessage/></bpmn:extensionElements></bpmn:messageEventDefinition>
        </bpmn:endEvent>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/unsupported", says: "the execution listener 'around'",
      body: """
        <bpmn:extensionElements><zeebe:executionListeners>
        <zeebe:executionListener eventType="1️⃣around" type="t"/></zeebe:executionListeners>
        </bpmn:extensionElements><bpmn:startEvent id="start"/>
        """),
    Case(
      rule: "deploy/unsupported", says: "the task listener 'all'",
      body: """
        <bpmn:startEvent id="start"/><bpmn:userTask id="x"><bpmn:extensionElements>
        <zeebe:userTask/><zeebe:taskListeners>
        <zeebe:taskListener eventType="1️⃣all" type="t"/></zeebe:taskListeners>
        </bpmn:extensionElements></bpmn:userTask>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/unsupported", says: "the element 'bpmn:robot'",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:robot id="x"/>
        """),
  ]

  @Test("unsupported parts of elements are rejected", arguments: parts)
  func unsupportedParts(refused: Case) { check(refused) }

  private static let extensions: [Case] = [
    ("businessRuleTask", "calledDecision"),
    ("userTask", "taskListeners"),
    ("serviceTask", "script"),
    ("serviceTask", "loopCharacteristics"),
  ].map { name, part in
    let definition = name == "serviceTask" ? #"<zeebe:taskDefinition type="a"/>"# : ""
    return Case(
      rule: "deploy/unsupported", says: "the extension 'zeebe:\(part)'",
      body: """
        <bpmn:startEvent id="start"/><bpmn:\(name) id="x"><bpmn:extensionElements>\(definition)
        1️⃣<zeebe:\(part)/></bpmn:extensionElements></bpmn:\(name)>\(flows("start -> x"))
        """)
  }

  @Test("unsupported extensions are rejected", arguments: extensions)
  func unsupportedExtensions(refused: Case) { check(refused) }

  @Test("a cycle that is neither an interval nor a cron expression is rejected")
  func cycle() {
    check(
      Case(
        rule: "deploy/invalid", says: "cannot run this element",
        body: """
          1️⃣<bpmn:startEvent id="x"><bpmn:timerEventDefinition>
          <bpmn:timeCycle>0 9 * * *</bpmn:timeCycle></bpmn:timerEventDefinition>
          </bpmn:startEvent>
          """))
  }

  @Test("an element that cannot be compiled is rejected even if no rule reports it")
  func invalid() {
    check(
      Case(
        rule: "deploy/invalid", says: "cannot run this element",
        body: """
          <bpmn:startEvent id="start"/>
          1️⃣<bpmn:serviceTask id="x"/>\(flows("start -> x"))
          """))
  }

  @Test("an element that the deployment rules reject is one finding")
  func rejectedByRule() throws {
    let file = bpmn(
      """
      <bpmn:startEvent id="start"/><bpmn:complexGateway id="which"/>\(flows("start -> which"))
      """)
    let error = #expect(throws: EngineError.self) {
      try DeploymentCompiler.admit([DeploymentResource(name: "a.bpmn", bytes: file)])
    }
    #expect(error?.diagnostics.filter { $0.element?.id == "which" }.count == 1)
  }

  @Test("a mapping without a source sets null")
  func missingSource() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work", mappings: #"<zeebe:input target="x"/>"#))
      \(flows("start -> work"))
      """)
    try machine.start(["x": 1])
    #expect(try machine.job("work").variables == ["x": nil])
  }

  @Test("all problems are reported at once, in file order, and nothing is deployed")
  func allAtOnce() throws {
    let good = DeploymentResource(
      name: "a.bpmn", bytes: bpmn(#"<bpmn:startEvent id="start"/>"#, id: "a"))
    let bad = DeploymentResource(
      name: "b.bpmn",
      bytes: bpmn(
        #"<bpmn:startEvent id="s"/><bpmn:businessRuleTask id="u"><bpmn:extensionElements>"#
          + #"<zeebe:calledDecision decisionId="d" resultVariable="r"/></bpmn:extensionElements>"#
          + #"</bpmn:businessRuleTask>"#))
    let broken = DeploymentResource(name: "c.bpmn", bytes: Array("<bpmn".utf8))
    let error = #expect(throws: EngineError.self) {
      try DeploymentCompiler.admit([good, bad, broken])
    }
    #expect(error?.code == .invalidArgument)
    #expect(Set(error?.diagnostics.map(\.location.source.path) ?? []) == ["b.bpmn", "c.bpmn"])
    #expect(error?.message.contains("b.bpmn:4: \"u\": the extension") == true)
  }

  @Test("the same process id in two files of a deployment is rejected")
  func duplicateProcess() {
    let files = ["a.bpmn", "b.bpmn"].map {
      DeploymentResource(name: $0, bytes: bpmn(#"<bpmn:startEvent id="start"/>"#))
    }
    let error = #expect(throws: EngineError.self) { try DeploymentCompiler.admit(files) }
    #expect(error?.diagnostics.map(\.rule).contains("project/duplicate-process-id") == true)
  }

  @Test("a file without an executable process is rejected, and so is an empty deployment")
  func nothing() {
    let text = #"""
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
      <process id="p"><startEvent id="s"/></process></definitions>
      """#
    let file = DeploymentResource(name: "a.bpmn", bytes: Array(text.utf8))
    let error = #expect(throws: EngineError.self) { try DeploymentCompiler.admit([file]) }
    #expect(error?.message.contains("executable") == true)
    #expect(throws: EngineError.self) { try DeploymentCompiler.admit([]) }
  }
}
