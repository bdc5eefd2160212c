import EngineProtocol
import JSON
import Testing

@testable import Engine

struct EventBasedGatewayTests {
  private func machine() throws -> Machine {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:eventBasedGateway id="which"/>
      <bpmn:intermediateCatchEvent id="reply"><bpmn:messageEventDefinition messageRef="m"/>
      </bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="late"><bpmn:timerEventDefinition>
      <bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:intermediateCatchEvent><bpmn:endEvent id="good"/><bpmn:endEvent id="bad"/>
      \(flows("start -> which -> reply -> good", "which -> late -> bad"))
      """, definitions: message("m"))
    return machine
  }

  @Test("the first message decides the path and sets its variables")
  func messageFirst() throws {
    var machine = try machine()
    let instance = try machine.start(["key": "k"])
    #expect(machine.subscriptions.map(\.elementID) == ["reply"])
    try machine.publish("m", "k", ["text": "yes"])
    #expect(machine.completed == ["start", "which", "reply", "good"])
    #expect(machine.variables(instance) == ["key": "k", "text": "yes"])
    #expect(machine.state.timers.isEmpty)
  }

  @Test("the first timer decides the path")
  func timerFirst() throws {
    var machine = try machine()
    let instance = try machine.start(["key": "k"])
    try machine.advance(by: 3_600_000)
    try machine.publish("m", "k")
    #expect(machine.completed == ["start", "which", "late", "bad"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a buffered message decides the path at once")
  func keptMessage() throws {
    var machine = try machine()
    try machine.publish("m", "k", timeToLive: 1000)
    try machine.start(["key": "k"])
    #expect(machine.completed == ["start", "which", "reply", "good"])
  }
}
