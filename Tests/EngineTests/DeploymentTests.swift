import EngineProtocol
import Testing

@testable import Engine

struct DeploymentTests {
  private static let file = bpmn(#"<bpmn:startEvent id="start"/>"#)

  @Test("a changed file, or the same under another name, makes a new version")
  func versions() throws {
    var machine = Machine()
    let first = try machine.deploy(file: Self.file)
    let same = try machine.deploy(file: Self.file)
    #expect(same.processes == first.processes)
    #expect(same.key == first.key)
    let renamed = try machine.deploy(file: Self.file, name: "other.bpmn")
    #expect(renamed.processes.map(\.version) == [2])
    let changed = try machine.deploy(file: Self.file + [0x0A], name: "other.bpmn")
    #expect(changed.processes.map(\.version) == [3])
  }

  @Test("an instance of any version can be created")
  func olderVersion() throws {
    var machine = Machine()
    let first = try machine.deploy(file: Self.file)
    try machine.deploy(file: Self.file, name: "other.bpmn")
    for definition in [
      CreateInstanceRequest.Definition.key(first.processes[0].key), .id("p", version: 1), .id("p"),
    ] {
      try machine.send(.createInstance(CreateInstanceRequest(definition)))
    }
    let versions = machine.instances.map(\.definition.version)
    #expect(versions == [1, 1, 2])
    #expect(throws: EngineError.self) {
      try machine.send(.createInstance(CreateInstanceRequest(.id("p", version: 3))))
    }
    #expect(throws: EngineError.self) {
      try machine.send(.createInstance(CreateInstanceRequest(.id("q"))))
    }
    #expect(throws: EngineError.self) {
      try machine.send(.createInstance(CreateInstanceRequest(.key(99))))
    }
  }

  @Test("non-executable processes, lanes and annotations are ignored")
  func collaboration() throws {
    var machine = Machine()
    try machine.deploy(
      """
      <bpmn:laneSet id="lanes"><bpmn:lane id="lane"/></bpmn:laneSet>
      <bpmn:startEvent id="start"/><bpmn:textAnnotation id="note"/>
      <bpmn:dataObject id="d"/><bpmn:association id="a" sourceRef="start" targetRef="note"/>
      """,
      definitions: #"<bpmn:process id="partner"><bpmn:userTask id="u"/></bpmn:process>"#)
    try machine.start()
    #expect(machine.completed == ["start"])
  }
}
