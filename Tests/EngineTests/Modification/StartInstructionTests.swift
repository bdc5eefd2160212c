import EngineProtocol
import JSON
import Testing

@testable import Engine

struct StartInstructionTests {
  @Test("an instance starts before the chosen elements, not at its start event")
  func elements() throws {
    var machine = try Machine.nested()
    let instance = try machine.start(at: "after", "before", with: ["x": 1])
    #expect(machine.activeIDs == ["after", "before"])
    #expect(machine.variables(instance) == ["x": 1])
    try machine.complete("after")
    #expect(machine.outcome(instance) == .active)
    #expect(!machine.completed.contains("start"))
  }

  @Test("the same element twice is two element instances")
  func twice() throws {
    var machine = try Machine.nested()
    try machine.start(at: "after", "after")
    #expect(machine.activeIDs == ["after", "after"])
  }

  @Test("scopes around an element are created once, without start event, and listen for events")
  func scopes() throws {
    var machine = try Machine.nested()
    let instance = try machine.start(at: "first", "second", with: ["key": "k"])
    #expect(machine.activeIDs == ["sub", "first", "second"])
    #expect(machine.subscriptions.map(\.elementID) == ["event"])
    try machine.publish("m", "k")
    try machine.complete("reaction")
    try machine.complete("after")
    #expect(machine.completed == ["event", "reaction", "react", "sub", "after"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an element runs its input mappings")
  func mappings() throws {
    var machine = Machine()
    let input = #"<zeebe:input source="=x + 1" target="y"/>"#
    try machine.deploy(
      "<bpmn:startEvent id=\"s\"/>\(task("work", mappings: input))\(flows("s -> work"))")
    try machine.start(at: "work", with: ["x": 1])
    #expect(try machine.job("work").variables["y"] == 2)
  }

  @Test("a process without a none start event can start at an element")
  func withoutNoneStart() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
      \(task("work"))\(flows("s -> work"))
      """, definitions: message("m"))
    let instance = try machine.start(at: "work")
    try machine.complete("work")
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("an event sub-process starts at its start event and interrupts nothing")
  func eventSubProcess() throws {
    var machine = try Machine.nested()
    try machine.start(at: "first", "react", with: ["key": "k"])
    #expect(machine.activeIDs == ["sub", "first", "react", "reaction"])
    #expect(machine.completed == ["event"])
  }

  @Test(
    "elements that only a token or an event reaches are rejected",
    arguments: ["start", "late", "caught", "before-choose", "p", "nothing", "inner"])
  func rejected(id: String) throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(task("before"))<bpmn:eventBasedGateway id="choose"/>
      <bpmn:boundaryEvent id="late" attachedToRef="before"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>PT1M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
      <bpmn:intermediateCatchEvent id="caught"><bpmn:messageEventDefinition messageRef="m"/>
      </bpmn:intermediateCatchEvent>
      <bpmn:intermediateCatchEvent id="other"><bpmn:timerEventDefinition>
        <bpmn:timeDuration>PT1M</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:intermediateCatchEvent>
      <bpmn:subProcess id="sub">\(Machine.loopOverItems)
        <bpmn:startEvent id="begin"/>\(task("inner"))\(flows("begin -> inner"))</bpmn:subProcess>
      \(flows("start -> before -> choose -> caught -> sub", "choose -> other"))
      """, definitions: message("m"))
    let request = CreateInstanceRequest(.id("p"), startElements: ["before", id])
    #expect(machine.refusal(.createInstance(request)) == .invalidArgument)
    #expect(machine.state.elements.isEmpty && machine.instances.isEmpty)
  }

  @Test("an instance whose scope cannot listen for its events is rejected")
  func events() throws {
    var machine = try Machine.nested()
    let request = CreateInstanceRequest(.id("p"), startElements: ["first"])
    #expect(machine.refusal(.createInstance(request)) == .invalidArgument)
    #expect(machine.state.elements.isEmpty && machine.instances.isEmpty)
  }
}
