import Engine
import EngineProtocol
import HTTP
import JSON
import Testing

@testable import RESTAPI

@Suite("User tasks in Camunda's API v2")
struct UserTaskAPITests {
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

  /// Starts a process with a user task.
  /// - Returns: the task's path.
  private func begin() async throws -> String {
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
      <process id="p" isExecutable="true"><startEvent id="s"/><userTask id="ask" name="Ask">
      <extensionElements><zeebe:userTask/>
      <zeebe:assignmentDefinition candidateGroups="sales"/>
      <zeebe:taskHeaders><zeebe:header key="color" value="red"/></zeebe:taskHeaders>
      </extensionElements></userTask>
      <sequenceFlow id="f" sourceRef="s" targetRef="ask"/></process></definitions>
      """
    _ = try await engine.deploy([DeploymentResource(name: "a.bpmn", bytes: Array(xml.utf8))])
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    let found = await send("POST", "user-tasks/search", #"{"filter":{"state":"CREATED"}}"#)
    return "user-tasks/\(try #require(found.json["items"]?[0]?["userTaskKey"]?.string))"
  }

  @Test("a task is found, claimed, updated, unassigned and completed", .timeLimit(.minutes(1)))
  func life() async throws {
    let path = try await begin()
    let task = await send("GET", path).json
    #expect(task["name"] == "Ask" && task["elementId"] == "ask" && task["priority"] == 50)
    #expect(task["candidateGroups"] == ["sales"] && task["assignee"] == .null)
    #expect(task["customHeaders"] == ["color": "red"] && task["processDefinitionId"] == "p")
    #expect(await send("POST", "\(path)/assignment", #"{"assignee":"ann"}"#).status == 204)
    let claim = #"{"assignee":"bob","allowOverride":false}"#
    #expect(await send("POST", "\(path)/assignment", claim).status == 409)
    let changes = #"{"changeset":{"priority":9,"dueDate":"2026-05-01T09:00:00Z","other":1}}"#
    #expect(await send("PATCH", path, changes).status == 204)
    let changed = await send("GET", path).json
    #expect(changed["assignee"] == "ann" && changed["priority"] == 9)
    #expect(changed["dueDate"] == "2026-05-01T09:00:00Z")
    #expect(await send("DELETE", "\(path)/assignee").status == 204)
    #expect(await send("POST", "\(path)/completion", #"{"variables":{"a":1}}"#).status == 204)
    let completed = await send("GET", path).json
    #expect(completed["state"] == "COMPLETED" && completed["completionDate"]?.string != nil)
    #expect(await send("POST", "\(path)/completion").status == 404)
  }

  @Test(
    "a request that cannot be carried out is rejected with the problem",
    arguments: [
      ("PATCH", "", "{}", "nothing to update"),
      ("PATCH", "", #"{"changeset":{"other":1}}"#, "nothing to update"),
      ("PATCH", "", #"{"changeset":{"priority":101}}"#, "101"),
      ("PATCH", "", #"{"changeset":{"dueDate":"soon"}}"#, "soon"),
      ("POST", "/assignment", "{}", "assignee"),
      ("POST", "/assignment", #"{"assignee":""}"#, "assignee"),
      ("POST", "/assignment", #"{"assignee":"a","allowOverride":"no"}"#, "allowOverride"),
    ])
  func refused(method: String, action: String, body: String, words: String) async throws {
    let answer = await send(method, try await begin() + action, body)
    #expect(answer.status == 400)
    #expect(answer.json["detail"]?.string?.contains(words) == true, "\(answer.json.text())")
  }

  @Test("an unknown task is not found")
  func unknown() async {
    for (method, path) in [
      ("GET", ""), ("DELETE", "/assignee"), ("POST", "/completion"),
    ] {
      #expect(await send(method, "user-tasks/77\(path)").status == 404)
    }
  }
}
