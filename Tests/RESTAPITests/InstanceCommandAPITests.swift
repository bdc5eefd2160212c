import Engine
import EngineProtocol
import HTTP
import JSON
import Testing

@testable import RESTAPI

@Suite("Commands to process instances in Camunda's API v2")
struct InstanceCommandAPITests {
  private let engine: EmbeddedEngine

  init() throws { engine = try EmbeddedEngine(clock: SystemClock()) }

  private func send(
    _ method: String, _ path: String, _ body: String = ""
  ) async -> (status: Int, json: JSONValue) {
    let api = EngineAPI(
      engine: engine, version: "8.9.0", deploy: { [engine] in try await engine.deploy($0) })
    let response = await api.respond(
      to: ServerRequest(
        method: method, target: "/v2/\(path)", headers: [("Content-Type", "application/json")],
        body: Array(body.utf8)))
    return (response.status, (try? JSONValue(parsing: response.body)) ?? .null)
  }

  /// Deploys `s -> a -> b` with two user tasks.
  private func deploy() async throws {
    let tasks = ["a", "b"].map { id in
      "<userTask id=\"\(id)\"><extensionElements><zeebe:userTask/></extensionElements></userTask>"
    }
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
      <process id="p" isExecutable="true"><startEvent id="s"/>\(tasks.joined())
      <sequenceFlow id="f" sourceRef="s" targetRef="a"/>
      <sequenceFlow id="g" sourceRef="a" targetRef="b"/></process></definitions>
      """
    _ = try await engine.deploy([DeploymentResource(name: "a.bpmn", bytes: Array(xml.utf8))])
  }

  /// Starts an instance.
  /// - Returns: its path.
  private func begin(_ members: String = "") async throws -> String {
    let created = await send(
      "POST", "process-instances", #"{"processDefinitionId":"p"\#(members)}"#)
    return "process-instances/\(try #require(created.json["processInstanceKey"]?.string))"
  }

  private func tasks() async -> [String] {
    let found = await send("POST", "user-tasks/search", #"{"filter":{"state":"CREATED"}}"#)
    return found.json["items"]?.array?.compactMap { $0["elementId"]?.string } ?? []
  }

  @Test("start and runtime instructions", .timeLimit(.minutes(1)))
  func instructions() async throws {
    try await deploy()
    let path = try await begin(
      #","startInstructions":[{"elementId":"b"}],"runtimeInstructions":[{"afterElementId":"b"}]"#)
    #expect(await tasks() == ["b"])
    let task = try #require(try await engine.userTasks(ofInstance: nil).first)
    #expect(await send("POST", "user-tasks/\(task.key)/completion").status == 204)
    #expect(await send("GET", path).json["state"] == "TERMINATED")
  }

  @Test(
    "malformed instructions are rejected", .timeLimit(.minutes(1)),
    arguments: [
      #""startInstructions":[{}]"#, #""startInstructions":[{"elementId":"s"}]"#,
      #""startInstructions":{"elementId":"b"}"#, #""startInstructions":["b"]"#,
      #""startInstructions":[{"elementId":"b","x":1}]"#, #""runtimeInstructions":[{}]"#,
      #""runtimeInstructions":[{"type":"X","afterElementId":"b"}]"#,
      #""runtimeInstructions":[{"afterElementId":"nothing"}]"#,
    ])
  func wrongInstructions(members: String) async throws {
    try await deploy()
    let created = await send(
      "POST", "process-instances", #"{"processDefinitionId":"p",\#(members)}"#)
    #expect(created.status == 400)
    #expect(await tasks().isEmpty)
  }

  @Test("a modification activates, moves and terminates", .timeLimit(.minutes(1)))
  func modify() async throws {
    try await deploy()
    let path = try await begin()
    let modified = await send(
      "POST", "\(path)/modification",
      #"{"activateInstructions":[{"elementId":"b","ancestorElementInstanceKey":"-1","#
        + #""variableInstructions":[{"variables":{"x":1},"scopeId":""}]}],"#
        + #""terminateInstructions":[{"elementId":"a"}]}"#)
    #expect(modified.status == 204)
    #expect(await tasks() == ["b"])
    for source in [
      #"{"sourceType":"byId","sourceElementId":"b"}"#,
      #"{"sourceType":"byId","sourceElementId":"a"}"#,
    ] {
      let target = source.contains("\"b\"") ? "a" : "b"
      let moved = await send(
        "POST", "\(path)/modification",
        #"{"moveInstructions":[{"sourceElementInstruction":\#(source),"targetElementId":"\#(target)","#
          + #""ancestorScopeInstruction":{"ancestorScopeType":"inferred"}}]}"#)
      #expect(moved.status == 204)
      #expect(await tasks() == [target])
    }
    let key = try #require(
      try await engine.elementInstances(
        ofInstance: EngineKey(path.split(separator: "/")[1]) ?? 0
      ).last?.key)
    let last = await send(
      "POST", "\(path)/modification",
      #"{"terminateInstructions":[{"elementInstanceKey":"\#(key)"}]}"#)
    #expect(last.status == 204)
    #expect(await send("GET", path).json["state"] == "TERMINATED")
    #expect(await send("POST", "\(path)/modification", "{}").status == 404)
  }

  @Test(
    "malformed modifications are rejected", .timeLimit(.minutes(1)),
    arguments: [
      #""activateInstructions":[{"elementId":""}]"#, #""activateInstructions":[{"elementId":"s"}]"#,
      #""terminateInstructions":[{"elementId":"a","elementInstanceKey":"1"}]"#,
      #""terminateInstructions":[{}]"#, #""terminateInstructions":[{"elementId":"b"}]"#,
      #""moveInstructions":[{"targetElementId":"b"}]"#,
      #""moveInstructions":[{"sourceElementInstruction":{"sourceType":"byId","sourceElementId":"a"}}]"#,
      #""moveInstructions":[{"sourceElementInstruction":{"sourceType":"byKey","sourceElementId":"a"},"targetElementId":"b"}]"#,
      #""moveInstructions":[{"sourceElementInstruction":{"sourceType":"byId","sourceElementId":"a"},"targetElementId":"b","ancestorScopeInstruction":{"ancestorScopeType":"inferred","ancestorElementInstanceKey":"1"}}]"#,
      #""moveInstructions":[{"sourceElementInstruction":{"sourceType":"byId","sourceElementId":"a"},"targetElementId":"b","ancestorScopeInstruction":{"ancestorScopeType":"x"}}]"#,
    ])
  func wrongModification(members: String) async throws {
    try await deploy()
    let path = try await begin()
    #expect(await send("POST", "\(path)/modification", "{\(members)}").status == 400)
    #expect(await tasks() == ["a"])
  }
}
