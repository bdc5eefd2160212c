import EngineProtocol
import Testing

@testable import Engine

@Suite("Deferred work")
struct BacklogTests {
  private func many(_ count: Int, of instance: EngineKey) -> [Step] {
    (0..<count).map { .arrive(FlowIndex($0), scope: instance) }
  }

  @Test("instances take turns")
  func turns() {
    var backlog = Backlog()
    backlog.add(many(50, of: 1), of: 1)
    backlog.add(many(2, of: 2), of: 2)
    backlog.add(many(1, of: 1), of: 1)
    #expect(Array(backlog.instances) == [1, 2])
    backlog.remove(20, of: 1)
    #expect(Array(backlog.instances) == [2, 1])
    #expect(Array(backlog.steps(of: 1)) == Array(many(50, of: 1)[20...]) + many(1, of: 1))
    backlog.remove(2, of: 2)
    backlog.remove(31, of: 1)
    #expect(backlog.isEmpty && !backlog.contains(1))
  }

  @Test("a log of the first version has one queue for all instances")
  func firstVersion() throws {
    let log = #"[["workDeferred",[["arrive",0,7],["complete",8]]],["workResumed",1]]"#
    var state = EngineState()
    for event in try EventReader.events(in: log) { try state.replay(event) }
    #expect(Array(state.backlog.steps(of: 0)) == [.complete(8)])
  }

  @Test("an instance with little work does not wait for one with much")
  func fairness() throws {
    var machine = Machine(visitLimit: .max)
    let loop = """
      <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
        <zeebe:loopCharacteristics inputCollection="=for i in 1..500 return i"/>
      </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
      """
    try machine.deploy(
      #"<bpmn:startEvent id="start"/><bpmn:manualTask id="each">\#(loop)</bpmn:manualTask>"#
        + flows("start -> each"))
    let tasks = (1...30).map { #"<bpmn:manualTask id="t\#($0)"/>"# }.joined()
    let path = (1...30).map { "t\($0)" }.joined(separator: " -> ")
    try machine.deploy(
      file: bpmn(#"<bpmn:startEvent id="s"/>"# + tasks + flows("s -> " + path), id: "short"))
    try machine.sendAlone(.createInstance(CreateInstanceRequest(.id("p"))))
    try machine.sendAlone(.createInstance(CreateInstanceRequest(.id("short"))))
    #expect(!machine.completed.contains("t30"))
    for _ in 1...4 { try machine.sendAlone(.wake) }
    #expect(machine.completed.contains("t30"))
    #expect(!machine.completed.contains("each"))
  }

  @Test("called instances share the turns of their caller")
  func calls() throws {
    var machine = Machine(visitLimit: .max)
    let tasks = (1...30).map { #"<bpmn:manualTask id="t\#($0)"/>"# }.joined()
    let path = (1...30).map { "t\($0)" }.joined(separator: " -> ")
    try machine.deploy(
      file: bpmn(#"<bpmn:startEvent id="s"/>"# + tasks + flows("s -> " + path), id: "child"))
    try machine.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>
      \(flows("start -> call"))
      """)
    guard
      case .instance(let instance) = try machine.sendAlone(
        .createInstance(CreateInstanceRequest(.id("p"))))
    else { throw WrongReply() }
    #expect(Array(machine.state.backlog.instances) == [instance.key])
  }
}
