import Engine
import EngineProtocol
import JSON
import Testing

@testable import RESTAPI

@Suite("Commands to process instances in Camunda's API v2")
struct InstanceCommandAPITests {
  private let api: APIClient
  private var engine: EmbeddedEngine { api.engine }

  init() throws { api = try APIClient() }

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
    let created = try await api.send(
      "POST", "process-instances", #"{"processDefinitionId":"p"\#(members)}"#)
    return "process-instances/\(try #require(created.json["processInstanceKey"]?.string))"
  }

  private func tasks() async throws -> [String] {
    let found = try await api.send("POST", "user-tasks/search", #"{"filter":{"state":"CREATED"}}"#)
    return found.json["items"]?.array?.compactMap { $0["elementId"]?.string } ?? []
  }

  @Test("start and runtime instructions", .timeLimit(.minutes(1)))
  func instructions() async throws {
    try await deploy()
    let path = try await begin(
      #","startInstructions":[{"elementId":"b"}],"runtimeInstructions":[{"afterElementId":"b"}]"#)
    #expect(try await tasks() == ["b"])
    let task = try #require(try await engine.userTasks(ofInstance: nil).first)
    #expect(try await api.send("POST", "user-tasks/\(task.key)/completion").status == 204)
    #expect(try await api.send("GET", path).json["state"] == "TERMINATED")
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
    let created = try await api.send(
      "POST", "process-instances", #"{"processDefinitionId":"p",\#(members)}"#)
    #expect(created.status == 400)
    #expect(try await tasks().isEmpty)
  }

  @Test("a modification activates, moves and terminates", .timeLimit(.minutes(1)))
  func modify() async throws {
    try await deploy()
    let path = try await begin()
    let modified = try await api.send(
      "POST", "\(path)/modification",
      #"{"activateInstructions":[{"elementId":"b","ancestorElementInstanceKey":"-1","#
        + #""variableInstructions":[{"variables":{"x":1},"scopeId":""}]}],"#
        + #""terminateInstructions":[{"elementId":"a"}]}"#)
    #expect(modified.status == 204)
    #expect(try await tasks() == ["b"])
    for source in [
      #"{"sourceType":"byId","sourceElementId":"b"}"#,
      #"{"sourceType":"byId","sourceElementId":"a"}"#,
    ] {
      let target = source.contains("\"b\"") ? "a" : "b"
      let moved = try await api.send(
        "POST", "\(path)/modification",
        #"{"moveInstructions":[{"sourceElementInstruction":\#(source),"targetElementId":"\#(target)","#
          + #""ancestorScopeInstruction":{"ancestorScopeType":"inferred"}}]}"#)
      #expect(moved.status == 204)
      #expect(try await tasks() == [target])
    }
    let key = try #require(
      try await engine.elementInstances(
        ofInstance: EngineKey(path.split(separator: "/")[1]) ?? 0
      ).last?.key)
    let last = try await api.send(
      "POST", "\(path)/modification",
      #"{"terminateInstructions":[{"elementInstanceKey":"\#(key)"}]}"#)
    #expect(last.status == 204)
    #expect(try await api.send("GET", path).json["state"] == "TERMINATED")
    #expect(try await api.send("POST", "\(path)/modification", "{}").status == 404)
  }

  @Test("business ids and tags", .timeLimit(.minutes(1)))
  func traits() async throws {
    try await deploy()
    let tagged = try await begin(#","businessId":"1","tags":["t"]"#)
    #expect(try await api.send("GET", tagged).json["businessId"] == "1")
    #expect(try await api.send("GET", tagged).json["tags"] == ["t"])
    for filter in [#""tags":["t"]"#, #""businessId":"1""#] {
      let found = try await api.send("POST", "process-instances/search", "{\"filter\":{\(filter)}}")
      #expect(found.json["items"]?.array?.map { $0["tags"] } == [["t"]])
      let tasks = try await api.send("POST", "user-tasks/search", "{\"filter\":{\(filter)}}")
      #expect(tasks.json["items"]?.array?.map { $0["businessId"] } == ["1"])
    }
    let path = try await begin() + "/business-id-assignment"
    #expect(try await api.send("POST", path, #"{"businessId":"2"}"#).status == 204)
    #expect(try await api.send("POST", path, #"{"businessId":"3"}"#).status == 409)
    #expect(try await api.send("POST", path, "{}").status == 400)
  }

  @Test("incident resolution of an instance", .timeLimit(.minutes(1)))
  func resolution() async throws {
    try await deploy()
    let path = try await begin()
    let resolved = try await api.send("POST", "\(path)/incident-resolution")
    #expect(resolved.status == 200)
    #expect(resolved.json["batchOperationType"] == "RESOLVE_INCIDENT")
    #expect(resolved.json["batchOperationKey"]?.string?.isEmpty == false)
    #expect(try await api.send("POST", "process-instances/1/incident-resolution").status == 404)
  }

  @Test("the deletion of a resource", .timeLimit(.minutes(1)))
  func deletion() async throws {
    try await deploy()
    let key = try #require(try await engine.processDefinitions().first?.key)
    let path = "resources/\(key)/deletion"
    #expect(try await api.send("POST", path, #"{"deleteHistory":true}"#).status == 400)
    let deleted = try await api.send("POST", path, "{}")
    #expect(deleted.status == 200)
    #expect(deleted.json == ["resourceKey": .string("\(key)"), "batchOperation": .null])
    #expect(try await api.send("POST", path).status == 404)
    let created = try await api.send("POST", "process-instances", #"{"processDefinitionId":"p"}"#)
    #expect(created.status == 404)
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
    #expect(try await api.send("POST", "\(path)/modification", "{\(members)}").status == 400)
    #expect(try await tasks() == ["a"])
  }
}
