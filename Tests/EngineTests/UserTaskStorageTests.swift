import EngineProtocol
import Foundation
import JSON
import Storage
import Testing

@testable import Engine

struct UserTaskStorageTests {
  @Test("a read model that is created again has the user tasks that are alive")
  func rebuilt() async throws {
    let file = try TestFile()
    let clock = VirtualClock()
    var engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    let process = bpmn(
      """
      <bpmn:startEvent id="start"/>
      \(userTask("ask", """
        <zeebe:userTask/><zeebe:assignmentDefinition assignee="ann" candidateGroups="a, b"/>
        <zeebe:formDefinition externalReference="x"/>
        <zeebe:taskHeaders><zeebe:header key="color" value="red"/></zeebe:taskHeaders>
        """))\(flows("start -> ask"))
      """)
    _ = try await engine.deploy([DeploymentResource(name: "p.bpmn", bytes: process)])
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    let before = try await engine.userTasks(ofInstance: instance.key)
    #expect(before.map(\.attributes.assignee) == ["ann"])
    await engine.close()
    try FileManager.default.removeItem(atPath: file.path + "-history")
    engine = try EmbeddedEngine(file: DataFile(path: file.path), clock: clock)
    #expect(try await engine.userTasks(ofInstance: nil) == before)
    let key = try #require(before.first?.key)
    try await engine.change(userTask: key, .complete(["done": true]))
    #expect(try await engine.userTask(key)?.state == .completed)
    #expect(try await engine.instance(instance.key)?.state == .completed)
    await engine.close()
  }
}
