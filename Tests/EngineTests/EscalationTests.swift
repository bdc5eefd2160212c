import EngineProtocol
import JSON
import Testing

@testable import Engine

struct EscalationTests {
  private static let definitions =
    #"<bpmn:escalation id="e" escalationCode="E"/><bpmn:escalation id="f" escalationCode="F"/>"#
    + #"<bpmn:escalation id="x" escalationCode="= code"/>"#

  private func boundary(
    _ id: String, on activity: String, _ reference: String = "", interrupting: Bool = true
  ) -> String {
    """
    <bpmn:boundaryEvent id="\(id)" attachedToRef="\(activity)" cancelActivity="\(interrupting)">
    <bpmn:escalationEventDefinition \(reference)/></bpmn:boundaryEvent>
    <bpmn:endEvent id="\(id)-end"/>\(flows("\(id) -> \(id)-end"))
    """
  }

  /// A sub-process that throws an escalation before its task `work`.
  private func machine(_ reference: String, _ catching: String) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>
      <bpmn:intermediateThrowEvent id="throw"><bpmn:escalationEventDefinition
        escalationRef="\(reference)"/></bpmn:intermediateThrowEvent>\(task("work"))
      \(flows("s -> throw -> work"))</bpmn:subProcess><bpmn:endEvent id="end"/>
      \(flows("start -> sub -> end")) \(catching)
      """, definitions: Self.definitions)
    return machine
  }

  @Test("an interrupting boundary event ends the activity; the throw event does not complete")
  func interrupting() throws {
    var machine = try machine("e", boundary("caught", on: "sub", #"escalationRef="e""#))
    let instance = try machine.start()
    #expect(machine.completed == ["start", "s", "caught", "caught-end"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("with a non-interrupting boundary event both go on")
  func nonInterrupting() throws {
    var machine = try machine(
      "e", boundary("caught", on: "sub", #"escalationRef="e""#, interrupting: false))
    let instance = try machine.start()
    #expect(machine.completed.contains("caught-end"))
    try machine.complete("work")
    #expect(machine.completed.suffix(3) == ["work", "sub", "end"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an escalation that nothing catches is noted, and the throw event completes")
  func uncaught() throws {
    var machine = try machine("f", boundary("caught", on: "sub", #"escalationRef="e""#))
    try machine.start()
    try machine.complete("work")
    #expect(machine.completed == ["start", "s", "throw", "work", "sub", "end"])
    #expect(machine.incidents.isEmpty)
    let thrown = machine.trace.compactMap { entry -> String? in
      guard case .escalation(let code, let isCaught) = entry.detail else { return nil }
      return "\(entry.elementID ?? ""): \(code) \(isCaught)"
    }
    #expect(thrown == ["throw: F false"])
  }

  @Test(
    "a specific code takes precedence over none, in one scope",
    arguments: [("e", "specific"), ("f", "any")])
  func precedence(reference: String, caught: String) throws {
    var machine = try machine(
      reference,
      boundary("any", on: "sub") + boundary("specific", on: "sub", #"escalationRef="e""#))
    try machine.start()
    #expect(machine.completed.suffix(2) == [caught, "\(caught)-end"])
  }

  @Test("a thrown code may be an expression; if it is not a string, an incident is raised")
  func expression() throws {
    let catching = boundary("caught", on: "sub", #"escalationRef="e""#)
    var machine = try machine("x", catching)
    try machine.start(["code": "E"])
    #expect(machine.completed.contains("caught"))
    try machine.start(["code": 1])
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
  }

  @Test("the nearest scope catches it, even without a code")
  func nearest() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="outer"><bpmn:startEvent id="s"/>
      <bpmn:subProcess id="inner"><bpmn:startEvent id="t"/><bpmn:endEvent id="throw">
      <bpmn:escalationEventDefinition escalationRef="e"/></bpmn:endEvent>
      \(flows("t -> throw"))</bpmn:subProcess>\(flows("s -> inner"))
      \(boundary("near", on: "inner"))</bpmn:subProcess>
      \(boundary("far", on: "outer", #"escalationRef="e""#))\(flows("start -> outer"))
      """, definitions: Self.definitions)
    try machine.start()
    #expect(machine.completed == ["start", "s", "t", "near", "near-end", "outer"])
  }

  @Test("an end event that is caught without interruption ends normally")
  func endEvent() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>
      <bpmn:endEvent id="throw"><bpmn:escalationEventDefinition escalationRef="e"/>
      </bpmn:endEvent>\(flows("s -> throw"))</bpmn:subProcess><bpmn:endEvent id="end"/>
      \(boundary("caught", on: "sub", interrupting: false))\(flows("start -> sub -> end"))
      """, definitions: Self.definitions)
    let instance = try machine.start()
    #expect(
      Set(machine.completed) == ["start", "s", "throw", "caught", "caught-end", "sub", "end"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an escalation crosses a call activity, which an interrupting event terminates")
  func callActivity() throws {
    var machine = Machine()
    try machine.deploy(
      file: bpmn(
        """
        <bpmn:startEvent id="s"/><bpmn:endEvent id="throw"><bpmn:escalationEventDefinition
        escalationRef="e"/></bpmn:endEvent>\(flows("s -> throw"))
        """, definitions: Self.definitions, id: "called"))
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="called"/></bpmn:extensionElements></bpmn:callActivity>
      \(boundary("caught", on: "call"))\(flows("start -> call"))
      """, definitions: Self.definitions)
    let instance = try machine.start()
    #expect(machine.completed == ["start", "s", "caught", "caught-end"])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.instances.map(\.state) == [.completed, .terminated])
  }

  @Test(
    "an event sub-process catches it, interrupting its scope or not", arguments: [true, false])
  func eventSubProcess(interrupting: Bool) throws {
    var machine = try machine(
      "e",
      """
      <bpmn:subProcess id="handler" triggeredByEvent="true">
        <bpmn:startEvent id="event" isInterrupting="\(interrupting)">
        <bpmn:escalationEventDefinition escalationRef="e"/></bpmn:startEvent>
        \(task("react"))\(flows("event -> react"))
      </bpmn:subProcess>
      """)
    let instance = try machine.start()
    #expect(machine.completed.contains("throw") == !interrupting)
    #expect(try machine.jobs("work").isEmpty == interrupting)
    try machine.complete("react")
    #expect(machine.outcome(instance) == (interrupting ? .completed : .active))
  }

  @Test("an event sub-process does not catch the escalations that it throws")
  func ownEscalation() throws {
    var machine = try machine(
      "e",
      """
      <bpmn:subProcess id="handler" triggeredByEvent="true">
        <bpmn:startEvent id="event" isInterrupting="false">
        <bpmn:escalationEventDefinition/></bpmn:startEvent>
        <bpmn:endEvent id="again"><bpmn:escalationEventDefinition escalationRef="e"/>
        </bpmn:endEvent>\(flows("event -> again"))
      </bpmn:subProcess>
      """)
    try machine.start()
    #expect(machine.completed.filter { $0 == "again" }.count == 1)
  }

  @Test("a loop of escalations is stopped by an incident")
  func endless() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="again"/>
      <bpmn:subProcess id="sub"><bpmn:startEvent id="s"/><bpmn:endEvent id="throw">
      <bpmn:escalationEventDefinition escalationRef="e"/></bpmn:endEvent>\(flows("s -> throw"))
      </bpmn:subProcess><bpmn:boundaryEvent id="caught" attachedToRef="sub">
      <bpmn:escalationEventDefinition/></bpmn:boundaryEvent>
      \(flows("start -> again -> sub", "caught -> again"))
      """, definitions: Self.definitions)
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["UNKNOWN"])
  }
}
