import Diagnostics
import TestSupport
import Testing

@testable import Engine

/// What a deployment refuses, and where the finding points: the marker 1️⃣ stands there.
struct RefusalTests {
  /// A body of a process with the start event `start`, and what comes after the process.
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
      _ = try DeploymentCompiler.compile([DeploymentResource(name: "x.bpmn", bytes: file.bytes)])
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
    ("userTask", "a user task"),
    ("inclusiveGateway", "an inclusive gateway"),
    ("complexGateway", "a complex gateway"),
    ("adHocSubProcess", "an ad-hoc sub-process"), ("transaction", "a transaction"),
    ("implicitThrowEvent", "an implicit throw event"),
    ("callChoreography", "a call choreography"),
  ].map { name, words in
    Case(
      rule: "deploy/unsupported", says: "\"x\": \(words) is not run",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:\(name) id="x"/>
        \(flows("start -> x"))
        """)
  }

  @Test("elements that the engine does not run are refused", arguments: unsupportedNodes)
  func nodes(refused: Case) { check(refused) }

  private static let unsupportedEvents: [Case] = [
    ("intermediateThrowEvent", "message"), ("intermediateThrowEvent", "signal"),
    ("intermediateThrowEvent", "escalation"), ("intermediateThrowEvent", "compensate"),
    ("intermediateThrowEvent", "link"), ("intermediateCatchEvent", "signal"),
    ("intermediateCatchEvent", "conditional"), ("intermediateCatchEvent", "link"),
    ("endEvent", "message"), ("endEvent", "signal"), ("endEvent", "escalation"),
    ("endEvent", "compensate"), ("endEvent", "cancel"),
  ].map { name, definition in
    Case(
      rule: "deploy/unsupported", says: "with a",
      body: """
        <bpmn:startEvent id="start"/>
        <bpmn:\(name) id="x">1️⃣<bpmn:\(definition)EventDefinition/></bpmn:\(name)>
        \(flows("start -> x"))
        """)
  }

  @Test("event definitions that the engine does not run are refused", arguments: unsupportedEvents)
  func events(refused: Case) { check(refused) }

  @Test(
    "boundary and start events that the engine does not run are refused",
    arguments: [
      ("signal", "startEvent"), ("conditional", "startEvent"),
    ])
  func starts(definition: String, name: String) {
    check(
      Case(
        rule: "deploy/unsupported", says: "a start event with a",
        body: """
          <bpmn:startEvent id="start"/>
          <bpmn:startEvent id="x">1️⃣<bpmn:\(definition)EventDefinition/></bpmn:startEvent>
          """))
  }

  @Test(
    "boundary events that the engine does not run are refused",
    arguments: ["signal", "escalation", "compensate", "conditional", "cancel"])
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
      rule: "deploy/unsupported", says: "a loop by number",
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
      rule: "deploy/unsupported", says: "a compensation handler",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:task id="t" isForCompensation="true"/>
        """),
    Case(
      rule: "deploy/unsupported", says: "an event with several definitions",
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
      rule: "deploy/unsupported", says: "starting a process without start event",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:receiveTask id="x" messageRef="m" instantiate="true"/>
        """, definitions: message("m")),
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
      rule: "deploy/unsupported", says: "the binding 'deployment'",
      body: """
        <bpmn:startEvent id="start"/><bpmn:callActivity id="x"><bpmn:extensionElements>
        <zeebe:calledElement processId="q" bindingType="1️⃣deployment"/></bpmn:extensionElements>
        </bpmn:callActivity>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/unsupported", says: "the element 'bpmn:robot'",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:robot id="x"/>
        """),
  ]

  @Test("parts of elements that the engine does not run are refused", arguments: parts)
  func unsupportedParts(refused: Case) { check(refused) }

  private static let extensions: [Case] = [
    ("businessRuleTask", "calledDecision"),
    ("sendTask", "publishMessage"), ("serviceTask", "executionListeners"),
    ("serviceTask", "script"), ("serviceTask", "linkedResources"),
    ("serviceTask", "loopCharacteristics"),
    ("serviceTask", "jobPriorityDefinition"),
  ].map { name, part in
    let definition = name == "serviceTask" ? #"<zeebe:taskDefinition type="a"/>"# : ""
    return Case(
      rule: "deploy/unsupported", says: "the extension 'zeebe:\(part)'",
      body: """
        <bpmn:startEvent id="start"/><bpmn:\(name) id="x"><bpmn:extensionElements>\(definition)
        1️⃣<zeebe:\(part)/></bpmn:extensionElements></bpmn:\(name)>\(flows("start -> x"))
        """)
  }

  @Test("extensions that the engine does not run are refused", arguments: extensions)
  func unsupportedExtensions(refused: Case) { check(refused) }

  private static let invalid: [Case] = [
    Case(
      rule: "deploy/invalid", says: "no job type",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:serviceTask id="x"/>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "the job type is empty",
      body: """
        <bpmn:startEvent id="start"/><bpmn:serviceTask id="x"><bpmn:extensionElements>
        1️⃣<zeebe:taskDefinition type=""/></bpmn:extensionElements></bpmn:serviceTask>
        \(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "the header 'a' is given twice",
      body: """
        <bpmn:startEvent id="start"/><bpmn:serviceTask id="x"><bpmn:extensionElements>
        <zeebe:taskDefinition type="t"/><zeebe:taskHeaders><zeebe:header key="a" value="1"/>
        1️⃣<zeebe:header key="a" value="2"/></zeebe:taskHeaders></bpmn:extensionElements>
        </bpmn:serviceTask>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "is not a FEEL expression",
      body: """
        <bpmn:startEvent id="start"/>
        \(task("x", mappings: #"<zeebe:input source="1️⃣=1 +" target="a"/>"#))\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "cannot be the target of a mapping",
      body: """
        <bpmn:startEvent id="start"/>
        \(task("x", mappings: #"<zeebe:input source="1" target="1️⃣a-b"/>"#))\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "is a fixed text where an expression is due",
      body: """
        <bpmn:startEvent id="start"/>
        \(task("x", mappings: #"<zeebe:output source="1️⃣a" target="a"/>"#))\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "has no source",
      body: """
        <bpmn:startEvent id="start"/>
        \(task("x", mappings: #"1️⃣<zeebe:input target="a"/>"#))\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "no start event",
      body: """
        <bpmn:task id="x"/>
        """),
    Case(
      rule: "deploy/invalid", says: "second start event",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:startEvent id="x"/>
        """),
    Case(
      rule: "deploy/invalid", says: "leads into the start event",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="t"/>
        1️⃣<bpmn:sequenceFlow id="f" sourceRef="t" targetRef="start"/>
        """),
    Case(
      rule: "deploy/invalid", says: "a flow leaves the end event",
      body: """
        <bpmn:startEvent id="start"/><bpmn:endEvent id="end"/><bpmn:task id="t"/>
        \(flows("start -> end"))
        1️⃣<bpmn:sequenceFlow id="f" sourceRef="end" targetRef="t"/>
        """),
    Case(
      rule: "deploy/invalid", says: "no message is chosen",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:receiveTask id="x"/>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "its message has no correlation key",
      body: """
        <bpmn:startEvent id="start"/><bpmn:receiveTask id="x" messageRef="m"/>\(flows("start -> x"))
        """,
      definitions: """
        1️⃣<bpmn:message id="m" name="m"/>
        """),
    Case(
      rule: "deploy/invalid", says: "its message has no name",
      body: """
        <bpmn:startEvent id="start"/><bpmn:receiveTask id="x" messageRef="m"/>\(flows("start -> x"))
        """,
      definitions: """
        1️⃣<bpmn:message id="m"/>
        """),
    Case(
      rule: "deploy/invalid", says: "needed before there are variables",
      body: """
        <bpmn:startEvent id="x"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
        """,
      definitions: """
        <bpmn:message id="m" name="1️⃣=name"/>
        """),
    Case(
      rule: "deploy/invalid", says: "does not say what it waits for",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:intermediateCatchEvent id="x"/>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "one date, one duration or one cycle",
      body: """
        <bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="x">
        1️⃣<bpmn:timerEventDefinition/></bpmn:intermediateCatchEvent>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "a duration is needed here",
      body: """
        <bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition>
        1️⃣<bpmn:timeDuration>soon</bpmn:timeDuration></bpmn:timerEventDefinition>
        </bpmn:intermediateCatchEvent>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "a cycle fires more than once",
      body: """
        <bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="x"><bpmn:timerEventDefinition>
        1️⃣<bpmn:timeCycle>R3/PT1M</bpmn:timeCycle></bpmn:timerEventDefinition>
        </bpmn:intermediateCatchEvent>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "a cycle such as R3/PT10S is needed",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="t"/><bpmn:endEvent id="end"/>
        <bpmn:boundaryEvent id="x" attachedToRef="t" cancelActivity="false">
        <bpmn:timerEventDefinition>
        1️⃣<bpmn:timeCycle>0 0 9 * * *</bpmn:timeCycle></bpmn:timerEventDefinition>
        </bpmn:boundaryEvent>\(flows("start -> t", "x -> end"))
        """),
    Case(
      rule: "deploy/invalid", says: "nothing follows the boundary event",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="t"/>
        1️⃣<bpmn:boundaryEvent id="x" attachedToRef="t"><bpmn:errorEventDefinition/>
        </bpmn:boundaryEvent>\(flows("start -> t"))
        """),
    Case(
      rule: "deploy/invalid", says: "not attached to an activity",
      body: """
        <bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>
        1️⃣<bpmn:boundaryEvent id="x" attachedToRef="start"><bpmn:errorEventDefinition/>
        </bpmn:boundaryEvent>\(flows("x -> end"))
        """),
    Case(
      rule: "deploy/invalid", says: "cannot leave that running",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="t"/><bpmn:endEvent id="end"/>
        1️⃣<bpmn:boundaryEvent id="x" attachedToRef="t" cancelActivity="false">
        <bpmn:errorEventDefinition/></bpmn:boundaryEvent>\(flows("start -> t", "x -> end"))
        """),
    Case(
      rule: "deploy/invalid", says: "the error code that it catches is an expression",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="t"/><bpmn:endEvent id="end"/>
        <bpmn:boundaryEvent id="x" attachedToRef="t"><bpmn:errorEventDefinition errorRef="e"/>
        </bpmn:boundaryEvent>\(flows("start -> t", "x -> end"))
        """,
      definitions: """
        <bpmn:error id="e" errorCode="1️⃣=code"/>
        """),
    Case(
      rule: "deploy/invalid", says: "the error that it throws has no code",
      body: """
        <bpmn:startEvent id="start"/><bpmn:endEvent id="x">
        1️⃣<bpmn:errorEventDefinition/></bpmn:endEvent>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "the flow has no condition",
      body: """
        <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="x"/><bpmn:task id="a"/>
        <bpmn:task id="b"/>\(flows("start -> x"))\(flow("x", "a", when: "=true"))
        1️⃣<bpmn:sequenceFlow id="f" sourceRef="x" targetRef="b"/>
        """),
    Case(
      rule: "deploy/invalid", says: "has no use for a condition",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="a"/>
        <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="a">
        1️⃣<bpmn:conditionExpression>=true</bpmn:conditionExpression></bpmn:sequenceFlow>
        """),
    Case(
      rule: "deploy/invalid", says: "its default flow starts elsewhere",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:exclusiveGateway id="x" default="start-x"/>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "does not connect two elements of one process level",
      body: """
        <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="inner"/>
        </bpmn:subProcess>
        1️⃣<bpmn:sequenceFlow id="f" sourceRef="start" targetRef="inner"/>
        """),
    Case(
      rule: "deploy/invalid", says: "two events at least",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:eventBasedGateway id="x"/>\(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "leads to catch events",
      body: """
        <bpmn:startEvent id="start"/><bpmn:eventBasedGateway id="x"/><bpmn:task id="t"/>
        <bpmn:intermediateCatchEvent id="e"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>PT1M</bpmn:timeDuration></bpmn:timerEventDefinition>
        </bpmn:intermediateCatchEvent>\(flows("start -> x -> e"))
        1️⃣<bpmn:sequenceFlow id="f" sourceRef="x" targetRef="t"/>
        """),
    Case(
      rule: "deploy/invalid", says: "wait for the message 'm'",
      body: """
        <bpmn:startEvent id="start"/><bpmn:eventBasedGateway id="x"/>
        <bpmn:intermediateCatchEvent id="a"><bpmn:messageEventDefinition messageRef="m"/>
        </bpmn:intermediateCatchEvent>
        1️⃣<bpmn:intermediateCatchEvent id="b"><bpmn:messageEventDefinition messageRef="m"/>
        </bpmn:intermediateCatchEvent>\(flows("start -> x -> a", "x -> b"))
        """, definitions: message("m")),
    Case(
      rule: "deploy/invalid", says: "with a trigger",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:subProcess id="x" triggeredByEvent="true"><bpmn:startEvent id="s"/></bpmn:subProcess>
        """),
    Case(
      rule: "deploy/invalid", says: "cannot lead to an event sub-process",
      body: """
        <bpmn:startEvent id="start"/><bpmn:subProcess id="x" triggeredByEvent="true">
        <bpmn:startEvent id="s"><bpmn:errorEventDefinition/></bpmn:startEvent></bpmn:subProcess>
        1️⃣<bpmn:sequenceFlow id="f" sourceRef="start" targetRef="x"/>
        """),
    Case(
      rule: "deploy/invalid", says: "needs an expression and a result variable",
      body: """
        <bpmn:startEvent id="start"/><bpmn:scriptTask id="x"><bpmn:extensionElements>
        1️⃣<zeebe:script expression="=1"/></bpmn:extensionElements></bpmn:scriptTask>
        \(flows("start -> x"))
        """),
    Case(
      rule: "deploy/invalid", says: "over which list it goes",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="t">
        1️⃣<bpmn:multiInstanceLoopCharacteristics/></bpmn:task>\(flows("start -> t"))
        """),
    Case(
      rule: "deploy/invalid", says: "only one of output collection and output element",
      body: """
        <bpmn:startEvent id="start"/><bpmn:task id="t"><bpmn:multiInstanceLoopCharacteristics>
        <bpmn:extensionElements>
        1️⃣<zeebe:loopCharacteristics inputCollection="=a" outputElement="=b"/>
        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:task>
        \(flows("start -> t"))
        """),
    Case(
      rule: "deploy/invalid", says: "exactly one start event",
      body: """
        <bpmn:startEvent id="start"/>
        1️⃣<bpmn:subProcess id="sub"/>\(flows("start -> sub"))
        """),
  ]

  @Test("processes that cannot be run as they are drawn are refused", arguments: invalid)
  func invalidProcesses(refused: Case) {
    if refused.body.contains("1️⃣") || refused.definitions.contains("1️⃣") {
      check(refused)
    } else {
      let (_, findings) = diagnostics(refused.body, refused.definitions)
      #expect(findings.contains { $0.message.contains(refused.says) && $0.element?.id == "p" })
    }
  }

  @Test("all that is wrong is said at once, in the order of the files, and nothing is deployed")
  func allAtOnce() throws {
    var machine = Machine()
    let good = DeploymentResource(
      name: "a.bpmn", bytes: bpmn(#"<bpmn:startEvent id="start"/>"#, id: "a"))
    let bad = DeploymentResource(
      name: "b.bpmn",
      bytes: bpmn(#"<bpmn:startEvent id="s"/><bpmn:userTask id="u"/><bpmn:transaction id="t"/>"#))
    let broken = DeploymentResource(name: "c.bpmn", bytes: Array("<bpmn".utf8))
    let error = #expect(throws: EngineError.self) {
      try machine.send(.deploy([good, bad, broken]))
    }
    #expect(error?.code == .invalidArgument)
    #expect(error?.diagnostics.map(\.location.source.path) == ["b.bpmn", "b.bpmn", "c.bpmn"])
    #expect(error?.message.contains("b.bpmn:4: \"u\": a user task") == true)
    #expect(machine.state.definitions.isEmpty)
  }

  @Test("one process id in two files of a deployment is refused")
  func duplicateProcess() {
    var machine = Machine()
    let files = ["a.bpmn", "b.bpmn"].map {
      DeploymentResource(name: $0, bytes: bpmn(#"<bpmn:startEvent id="start"/>"#))
    }
    let error = #expect(throws: EngineError.self) { try machine.send(.deploy(files)) }
    #expect(error?.message.contains("'a.bpmn' of the same deployment") == true)
  }

  @Test("a file without executable process, and no file at all, are refused")
  func nothing() {
    var machine = Machine()
    let text = #"""
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
      <process id="p"><startEvent id="s"/></process></definitions>
      """#
    let file = DeploymentResource(name: "a.bpmn", bytes: Array(text.utf8))
    let error = #expect(throws: EngineError.self) { try machine.send(.deploy([file])) }
    #expect(error?.message.contains("executable") == true)
    #expect(throws: EngineError.self) { try machine.send(.deploy([])) }
  }
}
