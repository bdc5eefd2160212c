import Engine
import EngineProtocol
import JSON
import Testing

@testable import RESTAPI

/// Statistics in Camunda's API v2; `APIClient` compares the answers with its contract.
struct StatisticsTests {
  /// Two versions of `p`: three instances of the first, of which one has an incident and one has
  /// completed, and one instance of the second.
  private func client() async throws -> APIClient {
    let client = try APIClient()
    let start = #"<bpmn:startEvent id="start"/>"#
    let body = """
      <bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="work"/>
      </bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="end"/>
      <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="work"/>
      <bpmn:sequenceFlow id="g" sourceRef="work" targetRef="end"/>
      """
    try await client.deploy(start + body)
    for number in 1...3 {
      try await client.start("p", JSONObject([("number", JSONValue(number))]))
    }
    let jobs = try await client.engine.activateJobs(
      ActivateJobsRequest(type: "work", worker: "w", timeout: 60_000, maximum: 2))
    try await client.engine.failJob(
      jobs[0].reference, JobFailure(retries: 0, message: "no"))
    try await client.engine.completeJob(jobs[1].reference, variables: JSONObject())
    try await client.deploy(body + start)
    try await client.start()
    return client
  }

  private func counts(_ items: [JSONValue]?) -> [String: [Int?]] {
    Dictionary(
      uniqueKeysWithValues: (items ?? []).map { item in
        (
          item["elementId"]?.string ?? "",
          ["active", "canceled", "incidents", "completed"].map { item[$0]?.int }
        )
      })
  }

  @Test("elements are counted by their states, over the instances that a filter selects")
  func elements() async throws {
    let client = try await client()
    let definition = try #require(try await client.engine.processDefinitions().first)
    let path = "process-definitions/\(definition.key)/statistics/element-instances"
    #expect(
      counts(try await client.search(path)) == [
        "start": [0, 0, 0, 3], "work": [1, 0, 1, 1], "end": [0, 0, 0, 1],
      ])
    let filtered = try await client.search(
      path, #"{"filter":{"$or":[{"variables":[{"name":"number","value":"3"}]}]}}"#)
    #expect(counts(filtered) == ["start": [0, 0, 0, 1], "work": [1, 0, 0, 0]])
    let instance = try #require(try await client.engine.instances(processID: "p", limit: 1).first)
    try await client.engine.cancelInstance(instance.key)
    let single = try await client.send(
      "GET", "process-instances/\(instance.key)/statistics/element-instances")
    #expect(
      counts(single.json["items"]?.array) == ["start": [0, 0, 0, 1], "work": [0, 1, 0, 0]])
    for body in [#"{"page":{"limit":1}}"#, #"{"filter":{"processDefinitionId":"p"}}"#] {
      #expect(try await client.send("POST", path, body).status == 400)
    }
    #expect(
      try await client.send("GET", "process-instances/x/statistics/element-instances").status
        == 400)
  }

  @Test("waiting elements are counted")
  func waitStates() async throws {
    let client = try await client()
    let instance = try #require(try await client.engine.instances(processID: "p", limit: 1).first)
    let answer = try await client.send(
      "GET", "process-instances/\(instance.key)/statistics/wait-states")
    #expect(answer.json["items"] == [["elementId": "work", "waitingCount": 1]])
  }

  @Test("active instances are counted by process and by version")
  func instances() async throws {
    let client = try await client()
    try await client.deploy(
      """
      <bpmn:startEvent id="s"/><bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask/>
      </bpmn:extensionElements></bpmn:userTask>
      <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
      """, id: "q")
    try await client.start("q")
    let path = "process-definitions/statistics/process-instances"
    let all = try await client.search(path)
    #expect(all.compactMap { $0["processDefinitionId"]?.string } == ["p", "q"])
    #expect(all[0]["hasMultipleVersions"] == true && all[1]["hasMultipleVersions"] == false)
    #expect(all[0]["activeInstancesWithIncidentCount"] == 1)
    #expect(all[0]["activeInstancesWithoutIncidentCount"] == 2)
    let sorted = try await client.search(
      path,
      #"{"sort":[{"field":"activeInstancesWithIncidentCount"}],"page":{"from":1,"limit":1}}"#)
    #expect(sorted.map { $0["processDefinitionId"] } == ["p"])
    let versions = try await client.search(
      path + "-by-version", #"{"filter":{"processDefinitionId":"p"}}"#)
    #expect(versions.map { $0["processDefinitionVersion"]?.int } == [1, 2])
    #expect(versions.map { $0["activeInstancesWithoutIncidentCount"]?.int } == [1, 1])
    for body in ["{}", #"{"filter":{}}"#] {
      let refused = try await client.send("POST", path + "-by-version", body)
      #expect(refused.status == 400)
      #expect(refused.json["detail"]?.string?.contains("processDefinitionId") == true)
    }
  }

  @Test("open subscriptions are counted by definition, and paged by cursor")
  func subscriptions() async throws {
    let client = try APIClient()
    for id in ["a", "b"] {
      try await client.deploy(
        """
        <bpmn:startEvent id="s"/><bpmn:receiveTask id="t" messageRef="m"/>
        <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>
        """,
        definitions: """
          <bpmn:message id="m" name="m"><bpmn:extensionElements>
          <zeebe:subscription correlationKey="=key"/></bpmn:extensionElements></bpmn:message>
          """, id: id)
      for key in ["1", "2"] { try await client.start(id, JSONObject([("key", .string(key))])) }
    }
    let path = "process-definitions/statistics/message-subscriptions"
    let first = try await client.send("POST", path, #"{"page":{"limit":1}}"#).json
    #expect(first["items"]?[0]?["activeSubscriptions"] == 2)
    #expect(first["items"]?[0]?["processInstancesWithActiveSubscriptions"] == 2)
    let cursor = try #require(first["page"]?["endCursor"]?.string)
    let rest = try await client.search(path, #"{"page":{"after":"\#(cursor)"}}"#)
    #expect(rest.map { $0["processDefinitionId"] } == ["b"])
    let filtered = try await client.search(
      path, #"{"filter":{"processDefinitionId":"a","correlationKey":"2"}}"#)
    #expect(filtered.map { $0["activeSubscriptions"] } == [1])
  }

  @Test("instances with errors are counted by error, and then by definition")
  func errors() async throws {
    let client = try await client()
    let path = "incidents/statistics/process-instances-by-"
    let errors = try await client.search(path + "error")
    #expect(errors.map { $0["errorMessage"] } == ["no"])
    let hash = try #require(errors[0]["errorHashCode"]?.int)
    #expect(errors[0]["activeInstancesWithErrorCount"] == 1)
    let definitions = try await client.search(
      path + "definition", #"{"filter":{"errorHashCode":\#(hash)}}"#)
    #expect(definitions.map { $0["processDefinitionVersion"]?.int } == [1])
    let found = try await client.search(
      "process-instances/search", #"{"filter":{"incidentErrorHashCode":\#(hash)}}"#)
    #expect(found.count == 1)
    #expect(try await client.send("POST", path + "definition", "{}").status == 400)
  }
}
