import EngineProtocol
import JSON
import Testing

@testable import Engine

struct SignalTests {
  private static let definitions =
    #"<bpmn:signal id="s" name="go"/><bpmn:signal id="x" name="= name"/>"#

  private func event(_ kind: String, _ id: String, _ reference: String = "s") -> String {
    """
    <bpmn:\(kind) id="\(id)"><bpmn:signalEventDefinition signalRef="\(reference)"/></bpmn:\(kind)>
    """
  }

  private func catching(_ reference: String = "s") throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(event("intermediateCatchEvent", "catch", reference))
      <bpmn:endEvent id="end"/>\(flows("start -> catch -> end"))
      """, definitions: Self.definitions)
    return machine
  }

  @Test("a signal triggers every event that waits for it, once, with its variables")
  func broadcast() throws {
    var machine = try catching()
    let instances = [try machine.start(), try machine.start()]
    try machine.broadcast("other")
    #expect(instances.map(machine.outcome) == [.active, .active])
    try machine.broadcast("go", ["a": 1])
    #expect(instances.map(machine.outcome) == [.completed, .completed])
    #expect(instances.map { machine.variables($0)["a"] } == [1, 1])
    #expect(machine.state.eventWaits.isEmpty && machine.state.signalWaits.isEmpty)
  }

  @Test("a signal is not buffered, and nobody needs to wait for it")
  func notBuffered() throws {
    var machine = try catching()
    try machine.broadcast("go")
    let instance = try machine.start()
    #expect(machine.outcome(instance) == .active)
  }

  @Test("more waiting events than a step triggers all receive it")
  func many() throws {
    var machine = try catching()
    for _ in 0..<250 { try machine.start() }
    try machine.broadcast("go", ["a": 1])
    #expect(machine.state.elements.isEmpty)
  }

  @Test("the name may be an expression in the element's scope; null raises an incident")
  func expression() throws {
    var machine = try catching("x")
    let instance = try machine.start(["name": "go"])
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    try machine.broadcast("go")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a start event starts an instance of the latest version only")
  func startEvent() throws {
    var machine = Machine()
    let body = event("startEvent", "begin") + task("work") + flows("begin -> work")
    try machine.deploy(body, definitions: Self.definitions)
    try machine.deploy(body + "<!-- 2 -->", definitions: Self.definitions)
    try machine.broadcast("go", ["a": 1])
    #expect(machine.instances.map(\.definition.version) == [2])
    #expect(try machine.job("work").variables == ["a": 1])
    try machine.deploy(#"<bpmn:startEvent id="start"/>"#, definitions: Self.definitions)
    try machine.broadcast("go")
    #expect(machine.instances.count == 1)
  }

  @Test("boundary events interrupt or not", arguments: [true, false])
  func boundary(interrupting: Bool) throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))<bpmn:boundaryEvent id="event"
        attachedToRef="work" cancelActivity="\(interrupting)">
      <bpmn:signalEventDefinition signalRef="s"/></bpmn:boundaryEvent>\(task("react"))
      \(flows("start -> work", "event -> react"))
      """, definitions: Self.definitions)
    try machine.start()
    try machine.broadcast("go")
    try machine.broadcast("go")
    #expect(try machine.jobs("work").isEmpty == interrupting)
    #expect(try machine.jobs("react").count == (interrupting ? 1 : 2))
  }

  @Test("event sub-processes interrupt or not", arguments: [true, false])
  func eventSubProcess(interrupting: Bool) throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))\(flows("start -> work"))
      <bpmn:subProcess id="sub" triggeredByEvent="true">
      <bpmn:startEvent id="event" isInterrupting="\(interrupting)">
      <bpmn:signalEventDefinition signalRef="s"/></bpmn:startEvent>\(task("react"))
      \(flows("event -> react"))</bpmn:subProcess>
      """, definitions: Self.definitions)
    let instance = try machine.start()
    try machine.broadcast("go", ["a": 1])
    #expect(try machine.jobs("work").isEmpty == interrupting)
    #expect(try machine.jobs("react").count == 1)
    #expect(machine.variables(instance)["a"] == 1)
    #expect(machine.state.eventWaits.isEmpty == interrupting)
  }

  @Test("an event-based gateway continues with the signal that comes first")
  func eventBasedGateway() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:eventBasedGateway id="gate"/>
      \(event("intermediateCatchEvent", "a"))\(event("intermediateCatchEvent", "b", "t"))
      \(flows("start -> gate -> a", "gate -> b"))
      """, definitions: Self.definitions + #"<bpmn:signal id="t" name="other"/>"#)
    let instance = try machine.start()
    try machine.broadcast("other")
    #expect(machine.completed.suffix(2) == ["gate", "b"])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.state.eventWaits.isEmpty)
  }

  @Test("a throw event sends only its local variables, and does not trigger what comes after it")
  func throwEvent() throws {
    var machine = Machine()
    try machine.deploy(
      file: bpmn(
        """
        <bpmn:startEvent id="s1"/><bpmn:intermediateThrowEvent id="throw">
        <bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="= b + 1" target="sent"/>
        </zeebe:ioMapping></bpmn:extensionElements><bpmn:signalEventDefinition signalRef="s"/>
        </bpmn:intermediateThrowEvent>\(event("intermediateCatchEvent", "after"))
        \(flows("s1 -> throw -> after"))
        """, definitions: Self.definitions, id: "thrower"))
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(event("intermediateCatchEvent", "catch"))
      \(flows("start -> catch"))
      """, definitions: Self.definitions)
    let instance = try machine.start()
    try machine.send(.createInstance(CreateInstanceRequest(.id("thrower"), variables: ["b": 1])))
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.variables(instance) == ["sent": 2])
    #expect(machine.instances.last?.state == .active, "waits for another signal")
  }

  @Test("an end event triggers an event sub-process of its own instance before that completes")
  func endEvent() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(event("endEvent", "throw"))\(flows("start -> throw"))
      <bpmn:subProcess id="sub" triggeredByEvent="true">
      <bpmn:startEvent id="event" isInterrupting="false">
      <bpmn:signalEventDefinition signalRef="s"/></bpmn:startEvent></bpmn:subProcess>
      """, definitions: Self.definitions)
    let instance = try machine.start()
    #expect(machine.completed == ["start", "throw", "event", "sub"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an instance that triggers itself without end is stopped by an incident")
  func endless() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))\(event("endEvent", "first"))
      \(flows("start -> work", "start -> first"))
      <bpmn:subProcess id="sub" triggeredByEvent="true">
      <bpmn:startEvent id="event" isInterrupting="false">
      <bpmn:signalEventDefinition signalRef="s"/></bpmn:startEvent>
      \(event("endEvent", "again"))\(flows("event -> again"))</bpmn:subProcess>
      """, definitions: Self.definitions)
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["UNKNOWN"])
  }

  @Test("what waits for a signal is shown, and a client's signal without a name is rejected")
  func shown() throws {
    var machine = try catching()
    let instance = try machine.start()
    let entry = machine.trace.last { $0.action == .signalAwaited }
    #expect(entry?.elementID == "catch")
    guard
      case .pendingWork(let work) = try machine.send(.pendingWork(of: [instance], serving: []))
    else { throw WrongReply() }
    #expect(work.awaitedSignals.map(\.name) == ["go"])
    #expect(work.waitingForInput.contains(instance))
    let nameless = Command.broadcastSignal(BroadcastSignalRequest(name: ""))
    #expect(machine.refusal(nameless) == .invalidArgument)
  }
}

extension Machine {
  fileprivate mutating func broadcast(
    _ name: String, _ variables: JSONObject = JSONObject()
  ) throws {
    try send(.broadcastSignal(BroadcastSignalRequest(name: name, variables: variables)))
  }
}
