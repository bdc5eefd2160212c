import Engine
import EngineProtocol
import JSON
import Testing

@testable import RESTAPI

@Suite("User tasks in Camunda's API v2")
struct UserTaskAPITests {
  private let api: APIClient
  private var engine: EmbeddedEngine { api.engine }

  init() throws { api = try APIClient() }

  /// Starts a process with a user task.
  /// - Returns: the task's path.
  private func begin(_ extensions: String = "") async throws -> String {
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
      <process id="p" isExecutable="true"><startEvent id="s"/><userTask id="ask" name="Ask">
      <extensionElements><zeebe:userTask/>
      <zeebe:assignmentDefinition candidateGroups="sales"/>
      <zeebe:taskHeaders><zeebe:header key="color" value="red"/></zeebe:taskHeaders>
      \(extensions)</extensionElements></userTask>
      <sequenceFlow id="f" sourceRef="s" targetRef="ask"/></process></definitions>
      """
    _ = try await engine.deploy([DeploymentResource(name: "a.bpmn", bytes: Array(xml.utf8))])
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
    let found = try await api.send("POST", "user-tasks/search", #"{"filter":{"state":"CREATED"}}"#)
    return "user-tasks/\(try #require(found.json["items"]?[0]?["userTaskKey"]?.string))"
  }

  @Test("a task is found, claimed, updated, unassigned and completed", .timeLimit(.minutes(1)))
  func life() async throws {
    let path = try await begin()
    let task = try await api.send("GET", path).json
    #expect(task["name"] == "Ask" && task["elementId"] == "ask" && task["priority"] == 50)
    #expect(task["candidateGroups"] == ["sales"] && task["assignee"] == .null)
    #expect(task["customHeaders"] == ["color": "red"] && task["processDefinitionId"] == "p")
    #expect(try await api.send("POST", "\(path)/assignment", #"{"assignee":"ann"}"#).status == 204)
    let claim = #"{"assignee":"bob","allowOverride":false}"#
    #expect(try await api.send("POST", "\(path)/assignment", claim).status == 409)
    let changes = #"{"changeset":{"priority":9,"dueDate":"2026-05-01T09:00:00Z","other":1}}"#
    #expect(try await api.send("PATCH", path, changes).status == 204)
    let changed = try await api.send("GET", path).json
    #expect(changed["assignee"] == "ann" && changed["priority"] == 9)
    #expect(changed["dueDate"] == "2026-05-01T09:00:00.000Z")
    #expect(try await api.send("DELETE", "\(path)/assignee").status == 204)
    #expect(
      try await api.send("POST", "\(path)/completion", #"{"variables":{"a":1}}"#).status == 204)
    let completed = try await api.send("GET", path).json
    #expect(completed["state"] == "COMPLETED" && completed["completionDate"]?.string != nil)
    #expect(try await api.send("POST", "\(path)/completion").status == 404)
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
    let answer = try await api.send(method, try await begin() + action, body)
    #expect(answer.status == 400)
    #expect(answer.json["detail"]?.string?.contains(words) == true, "\(answer.json.text())")
  }

  @Test("a listener corrects or denies a completion", .timeLimit(.minutes(1)))
  func listener() async throws {
    let path = try await begin(
      #"<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="check"/>"#
        + "</zeebe:taskListeners>")
    async let denied = api.send(
      "POST", "\(path)/completion", #"{"action":"ok","variables":{"a":1}}"#)
    let job = try await activate("check")
    #expect(job["kind"] == "TASK_LISTENER" && job["listenerEventType"] == "COMPLETING")
    #expect(job["userTask"]?["action"] == "ok" && job["userTask"]?["priority"] == 50)
    #expect(job["userTask"]?["candidateGroups"] == ["sales"] && job["variables"] == ["a": 1])
    let completion = "jobs/\(try #require(job["jobKey"]?.string))/completion"
    #expect(try await api.send("POST", completion, #"{"result":{"type":"other"}}"#).status == 400)
    #expect(try await api.send("POST", completion, #"{"result":{"denied":1}}"#).status == 400)
    let denial = #"{"result":{"type":"userTask","denied":true,"deniedReason":"too soon"}}"#
    #expect(try await api.send("POST", completion, denial).status == 204)
    let answer = try await denied
    #expect(answer.status == 409)
    #expect(answer.json["detail"]?.string?.contains("too soon") == true)

    async let completed = api.send("POST", "\(path)/completion")
    let key = try #require(try await activate("check")["jobKey"]?.string)
    let correction = #"{"result":{"corrections":{"priority":9,"assignee":"ann","other":1}}}"#
    #expect(try await api.send("POST", "jobs/\(key)/completion", correction).status == 204)
    #expect(try await completed.status == 204)
    let task = try await api.send("GET", path).json
    #expect(task["state"] == "COMPLETED" && task["priority"] == 9 && task["assignee"] == "ann")
  }

  private func activate(_ type: String) async throws -> JSONValue {
    let body = #"{"type":"\#(type)","timeout":60000,"maxJobsToActivate":1}"#
    return try #require(try await api.send("POST", "jobs/activation", body).json["jobs"]?[0])
  }

  @Test("an unknown task is not found")
  func unknown() async throws {
    for (method, path) in [
      ("GET", ""), ("DELETE", "/assignee"), ("POST", "/completion"),
    ] {
      #expect(try await api.send(method, "user-tasks/77\(path)").status == 404)
    }
  }
}
