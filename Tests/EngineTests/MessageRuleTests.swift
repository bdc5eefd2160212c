import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Rules of messages")
struct MessageRuleTests {
  /// A process that waits for the message `m`, by default with the id `p`.
  private func deployWaiting(_ machine: inout Machine, id: String = "p") throws {
    try machine.deploy(
      file: bpmn(
        """
        <bpmn:startEvent id="start"/><bpmn:receiveTask id="receive" messageRef="m"/>
        \(flows("start -> receive"))
        """, definitions: message("m"), id: id))
  }

  /// A process that the message `m` starts, with a task.
  private func started() throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
      \(task("work"))\(flows("start -> work"))
      """, definitions: #"<bpmn:message id="m" name="m"/>"#)
    return machine
  }

  @Test("a boundary event's key is evaluated around the activity, its name inside")
  func boundaryKey() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>
      \(task(
        "work",
        mappings: """
          <zeebe:input source="= &quot;inner&quot;" target="key"/>
          <zeebe:input source="= &quot;inner&quot;" target="name"/>
          """))
      <bpmn:boundaryEvent id="event" attachedToRef="work">
      <bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>\(flows("start -> work"))
      """,
      definitions: """
        <bpmn:message id="m" name="= name"><bpmn:extensionElements>
        <zeebe:subscription correlationKey="= key"/></bpmn:extensionElements></bpmn:message>
        """)
    try machine.start(["key": "outer", "name": "outer"])
    #expect(machine.subscriptions.map(\.messageName) == ["inner"])
    #expect(machine.subscriptions.map(\.correlationKey) == ["outer"])
  }

  @Test("a message without a time to live is correlated now or never")
  func nowOrNever() throws {
    var machine = Machine()
    try deployWaiting(&machine)
    try machine.publish("m", "k", timeToLive: 0)
    let instance = try machine.start(["key": "k"])
    #expect(machine.outcome(instance) == .active)
  }

  @Test("an id is unique only with its key, and only while the message is buffered")
  func messageIDs() throws {
    var machine = Machine()
    try machine.publish("m", "k", id: "1", timeToLive: 1000)
    let again = PublishMessageRequest(
      name: "m", correlationKey: "k", messageID: "1", timeToLive: 1000)
    #expect(machine.refusal(.publishMessage(again)) == .alreadyExists)
    try machine.publish("m", "other", id: "1", timeToLive: 1000)
    try machine.publish("n", "k", id: "1", timeToLive: 1000)
    try machine.advance(by: 1000)
    try machine.publish("m", "k", id: "1", timeToLive: 1000)
  }

  @Test("a message that was correlated stays for other processes until it expires")
  func otherProcesses() throws {
    var machine = Machine()
    for id in ["p", "q", "r"] { try deployWaiting(&machine, id: id) }
    func begin(_ id: String) throws -> EngineKey {
      let request = CreateInstanceRequest(.id(id), variables: ["key": "k"])
      guard case .instance(let instance) = try machine.send(.createInstance(request)) else {
        throw WrongReply()
      }
      return instance.key
    }
    let first = try begin("p")
    try machine.publish("m", "k", timeToLive: 1000)
    let second = try begin("q")
    try machine.advance(by: 1000)
    let third = try begin("r")
    #expect(
      [first, second, third].map { machine.outcome($0) } == [.completed, .completed, .active])
  }

  @Test("a canceled instance releases its key, and the latest version starts the next one")
  func cancellation() throws {
    var machine = try started()
    try machine.publish("m", "k", timeToLive: 1000)
    try machine.publish("m", "k", timeToLive: 1000)
    #expect(machine.instances.count == 1)
    try machine.deploy(
      """
      <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
      """, definitions: #"<bpmn:message id="m" name="m"/>"#)
    try machine.send(.cancelInstance(machine.instances[0].key))
    #expect(machine.instances.map(\.definition.version) == [1, 2])
    #expect(machine.instances.map(\.state) == [.terminated, .completed])
  }

  @Test("a new version without message start events leaves nothing that the message starts")
  func withoutStart() throws {
    var machine = try started()
    try machine.deploy(#"<bpmn:startEvent id="start"/>"#)
    try machine.publish("m", "k")
    #expect(machine.instances.isEmpty)
  }

  @Test("a non-interrupting event takes many messages, an interrupting one closes on the first")
  func subscriptions() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))\(flows("start -> work"))
      <bpmn:boundaryEvent id="note" attachedToRef="work" cancelActivity="false">
      <bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>
      <bpmn:boundaryEvent id="stop" attachedToRef="work">
      <bpmn:messageEventDefinition messageRef="n"/></bpmn:boundaryEvent>
      """, definitions: message("m") + message("n"))
    try machine.start(["key": "k"])
    for _ in 1...3 { try machine.publish("m", "k") }
    #expect(machine.completed == ["start", "note", "note", "note"])
    for _ in 1...2 { try machine.publish("n", "k") }
    #expect(machine.completed.filter { $0 == "stop" }.count == 1)
    #expect(machine.subscriptions.isEmpty)
  }
}
