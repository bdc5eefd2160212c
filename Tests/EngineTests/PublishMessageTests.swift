import EngineProtocol
import JSON
import Testing

@testable import Engine

@Suite("Elements that publish a message")
struct PublishMessageTests {
  private func sender(_ kind: String, _ attributes: String, inputs: String = "") -> String {
    let publish = "<zeebe:publishMessage \(attributes)/>"
    let mapping = "<zeebe:ioMapping>\(inputs)</zeebe:ioMapping>"
    guard kind != "sendTask" else {
      return """
        <bpmn:sendTask id="send" messageRef="m"><bpmn:extensionElements>\(publish)\(mapping)
        </bpmn:extensionElements></bpmn:sendTask>
        """
    }
    return """
      <bpmn:\(kind) id="send"><bpmn:extensionElements>\(mapping)</bpmn:extensionElements>
      <bpmn:messageEventDefinition messageRef="m"><bpmn:extensionElements>\(publish)
      </bpmn:extensionElements></bpmn:messageEventDefinition></bpmn:\(kind)>
      """
  }

  /// Deploys the process `sender`, and `p`, which waits for the message.
  private func machine(_ sender: String) throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      file: bpmn(
        #"<bpmn:startEvent id="s"/>\#(sender)\#(flows("s -> send"))"#, definitions: message("m"),
        id: "sender"))
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:receiveTask id="receive" messageRef="m"/>
      \(flows("start -> receive"))
      """, definitions: message("m"))
    return machine
  }

  @Test(
    "events and send tasks publish their local variables, and do not wait",
    arguments: ["intermediateThrowEvent", "endEvent", "sendTask"])
  func publish(kind: String) throws {
    var machine = try machine(
      sender(
        kind, #"correlationKey="= to""#, inputs: #"<zeebe:input source="= 2 * n" target="sent"/>"#))
    let instance = try machine.start(["key": "k"])
    try machine.send(
      .createInstance(CreateInstanceRequest(.id("sender"), variables: ["to": "k", "n": 4])))
    #expect(machine.instances.map(\.state) == [.completed, .completed])
    #expect(machine.variables(instance) == ["key": "k", "sent": 8])
  }

  @Test("the message is buffered only for its time to live", arguments: [true, false])
  func timeToLive(isLate: Bool) throws {
    var machine = try machine(
      sender("endEvent", #"correlationKey="k" timeToLive="=duration(&quot;PT1M&quot;)""#))
    try machine.send(.createInstance(CreateInstanceRequest(.id("sender"))))
    try machine.advance(by: isLate ? 60_000 : 59_000)
    let instance = try machine.start(["key": "k"])
    #expect(machine.outcome(instance) == (isLate ? .active : .completed))
  }

  @Test("a message whose id is buffered is not published again")
  func messageID() throws {
    var machine = try machine(
      sender("endEvent", #"correlationKey="k" messageId="= id" timeToLive="PT1M""#))
    for id in ["a", "a", "b"] {
      try machine.send(
        .createInstance(CreateInstanceRequest(.id("sender"), variables: ["id": .string(id)])))
    }
    #expect(machine.state.messages.count == 2)
    #expect(machine.instances.allSatisfy { $0.state == .completed })
  }

  @Test("an instance that receives its own messages without end is stopped by an incident")
  func endless() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="merge"/>
      \(sender("intermediateThrowEvent", #"correlationKey="= key" timeToLive="PT1H""#))
      <bpmn:receiveTask id="receive" messageRef="m"/>
      \(flows("start -> merge -> send -> receive -> merge"))
      """, definitions: message("m"))
    try machine.start(["key": "k"])
    #expect(machine.incidents.map(\.type) == ["UNKNOWN"])
  }

  @Test("the same with a called process that sends them")
  func endlessCalls() throws {
    var machine = Machine()
    let send = sender("endEvent", #"correlationKey="= key""#)
    try machine.deploy(
      file: bpmn(
        #"<bpmn:startEvent id="s"/>\#(send)\#(flows("s -> send"))"#, definitions: message("m"),
        id: "sender"))
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("work"))\(call)\(flows("start -> first", "start -> work"))
      <bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="event"
      isInterrupting="false"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
      \(call.replacing("first", with: "next"))\(flows("event -> next"))</bpmn:subProcess>
      """, definitions: message("m"))
    try machine.start(["key": "k"])
    #expect(machine.incidents.map(\.type) == ["UNKNOWN"])
  }

  private var call: String {
    """
    <bpmn:callActivity id="first"><bpmn:extensionElements>
    <zeebe:calledElement processId="sender"/></bpmn:extensionElements></bpmn:callActivity>
    """
  }

  @Test(
    "a key or a time to live of the wrong type raises an incident, and nothing is published",
    arguments: [#"correlationKey="= null""#, #"correlationKey="k" timeToLive="soon""#])
  func incident(attributes: String) throws {
    var machine = try machine(sender("endEvent", attributes))
    try machine.send(.createInstance(CreateInstanceRequest(.id("sender"))))
    #expect(machine.incidents.map(\.type) == ["EXTRACT_VALUE_ERROR"])
    #expect(!machine.trace.contains { $0.action == .messagePublished })
  }
}
