import EngineProtocol
import Foundation
import JSON
import Storage
import Testing

@testable import Engine

struct InstanceTraitTests {
  private static let process = bpmn(
    "<bpmn:startEvent id=\"s\"/>\(task("work"))\(flows("s -> work"))")

  @Test("an instance and its jobs have the business id and the tags")
  func created() throws {
    var machine = Machine()
    try machine.deploy(file: Self.process)
    let request = CreateInstanceRequest(.id("p"), businessID: "order-1", tags: ["a", "b:2"])
    guard case .instance(let instance) = try machine.send(.createInstance(request)) else {
      throw WrongReply()
    }
    #expect(instance.businessID == "order-1" && instance.tags == ["a", "b:2"])
    #expect(machine.instances.map(\.businessID) == ["order-1"])
    #expect(machine.instances.map(\.tags) == [["a", "b:2"]])
    let job = try machine.job("work")
    #expect(job.businessID == "order-1" && job.tags == ["a", "b:2"])
    try machine.send(.completeJob(job.reference, [:]))
    #expect(machine.instances.map(\.tags) == [["a", "b:2"]] && machine.state.traits.isEmpty)
  }

  @Test(
    "an id that is empty or too long and malformed tags are rejected",
    arguments: [
      CreateInstanceRequest(.id("p"), businessID: ""),
      CreateInstanceRequest(.id("p"), businessID: String(repeating: "x", count: 257)),
      CreateInstanceRequest(.id("p"), tags: ["a", "a"]),
      CreateInstanceRequest(.id("p"), tags: ["1a"]), CreateInstanceRequest(.id("p"), tags: [""]),
      CreateInstanceRequest(.id("p"), tags: ["a b"]),
      CreateInstanceRequest(.id("p"), tags: ["a" + String(repeating: "x", count: 100)]),
      CreateInstanceRequest(.id("p"), tags: (1...11).map { "t\($0)" }),
    ])
  func malformed(request: CreateInstanceRequest) throws {
    var machine = Machine()
    try machine.deploy(file: Self.process)
    #expect(machine.refusal(.createInstance(request)) == .invalidArgument)
    #expect(machine.instances.isEmpty)
  }

  @Test("the longest id and tag are accepted")
  func longest() throws {
    var machine = Machine()
    try machine.deploy(file: Self.process)
    let request = CreateInstanceRequest(
      .id("p"), businessID: String(repeating: "x", count: 256),
      tags: ["a" + String(repeating: "-", count: 99)])
    #expect(machine.refusal(.createInstance(request)) == nil)
  }

  @Test("a called instance has the business id of the calling one, but not its tags")
  func called() throws {
    var machine = Machine()
    let child = bpmn(
      "<bpmn:startEvent id=\"b\"/>\(task("work"))\(flows("b -> work"))", id: "child")
    try machine.deploy(file: child, name: "child.bpmn")
    try machine.deploy(
      """
      <bpmn:startEvent id="s"/><bpmn:callActivity id="call"><bpmn:extensionElements>
      <zeebe:calledElement processId="child"/></bpmn:extensionElements></bpmn:callActivity>
      \(flows("s -> call"))
      """)
    try machine.send(
      .createInstance(CreateInstanceRequest(.id("p"), businessID: "1", tags: ["t"])))
    #expect(machine.instances.map(\.businessID) == ["1", "1"])
    #expect(machine.instances.map(\.tags) == [["t"], []])
    let called = try #require(machine.instances.last?.key)
    #expect(
      machine.refusal(.changeInstance(called, .assignBusinessID("1"))) == .invalidState)
  }

  @Test("expressions read the business id")
  func expressions() throws {
    var machine = Machine()
    let input = #"<zeebe:input source="=camunda.processInstance.businessId" target="id"/>"#
    try machine.deploy(
      "<bpmn:startEvent id=\"s\"/>\(task("work", mappings: input))\(flows("s -> work"))")
    try machine.send(.createInstance(CreateInstanceRequest(.id("p"), businessID: "order-1")))
    #expect(try machine.job("work").variables["id"] == "order-1")
  }

  @Test("a business id is assigned once")
  func assigned() throws {
    var machine = Machine()
    try machine.deploy(file: Self.process)
    let instance = try machine.start()
    func assign(_ id: String) -> Command { .changeInstance(instance, .assignBusinessID(id)) }
    #expect(machine.refusal(assign("")) == .invalidArgument)
    #expect(machine.refusal(assign("1")) == nil)
    #expect(machine.refusal(assign("1")) == nil)
    #expect(machine.refusal(assign("2")) == .invalidState)
    #expect(machine.instances.map(\.businessID) == ["1"])
    #expect(machine.refusal(.changeInstance(1, .assignBusinessID("1"))) == .notFound)
  }

  @Test("a read model that is created again has them")
  func rebuilt() async throws {
    let file = try TestFile()
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: Self.process)])
    let instance = try await engine.createInstance(
      CreateInstanceRequest(.id("p"), businessID: "1", tags: ["t"]))
    await engine.close()
    try file.removeHistory()
    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: VirtualClock())
    #expect(try await engine.instance(instance.key)?.businessID == "1")
    #expect(try await engine.instance(instance.key)?.tags == ["t"])
    await engine.close()
  }
}

extension TestFile {
  /// Removes the read model.
  fileprivate func removeHistory() throws {
    try FileManager.default.removeItem(atPath: path + "-history")
  }
}
