import EngineProtocol
import JSON
import Testing

@testable import Engine

struct LinkTests {
  private func link(_ kind: String, _ id: String, _ name: String = "far") -> String {
    """
    <bpmn:intermediate\(kind)Event id="\(id)"><bpmn:linkEventDefinition name="\(name)"/>
    </bpmn:intermediate\(kind)Event>
    """
  }

  @Test("a link throw event continues at the catch event with its name, and no flow is taken")
  func jump() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(link("Throw", "leave"))\(link("Catch", "other", "near"))
      \(link("Catch", "enter"))<bpmn:endEvent id="end"/><bpmn:endEvent id="wrong"/>
      \(flows("start -> leave", "enter -> end", "other -> wrong"))
      """)
    let instance = try machine.start()
    #expect(machine.completed == ["start", "leave", "enter", "end"])
    #expect(machine.outcome(instance) == .completed)
    #expect(machine.trace.filter { $0.action == .flowTaken }.count == 2)
  }

  @Test("several throw events lead to one catch event, which runs once for each token")
  func several() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/>\(link("Throw", "a"))\(link("Throw", "b"))
      \(link("Catch", "enter"))\(task("work"))\(flows("start -> a", "start -> b", "enter -> work"))
      """)
    let instance = try machine.start()
    #expect(try machine.jobs("work").count == 2)
    #expect(machine.outcome(instance) == .active)
  }

  @Test("a link leads to the catch event of its own scope")
  func scopes() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="s"/>
      \(link("Throw", "leave"))\(link("Catch", "inside"))\(flows("s -> leave"))</bpmn:subProcess>
      \(link("Catch", "outside"))\(flows("start -> sub"))
      """)
    let instance = try machine.start()
    #expect(machine.completed == ["start", "s", "leave", "inside", "sub"])
    #expect(machine.outcome(instance) == .completed)
  }

  @Test("a loop of links that never waits is stopped by an incident")
  func endless() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:exclusiveGateway id="merge"/>\(link("Throw", "leave"))
      \(link("Catch", "enter"))\(flows("start -> merge -> leave", "enter -> merge"))
      """)
    try machine.start()
    #expect(machine.incidents.map(\.type) == ["UNKNOWN"])
  }
}
