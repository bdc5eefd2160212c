import Engine
import EngineProtocol
import HTTP
import JSON
import Testing

@testable import RESTAPI

@Suite("Camunda's API v2")
struct EngineAPITests {
  private let engine: EmbeddedEngine

  init() throws { engine = try EmbeddedEngine(clock: SystemClock()) }

  private func send(
    _ method: String, _ path: String, _ body: String = "", type: String = "application/json"
  ) async -> (status: Int, json: JSONValue) {
    let api = EngineAPI(
      engine: engine, version: "8.9.0", deploy: { [engine] in try await engine.deploy($0) })
    let response = await api.respond(
      to: ServerRequest(
        method: method, target: "/v2/\(path)", headers: [("Content-Type", type)],
        body: Array(body.utf8)))
    return (response.status, (try? JSONValue(parsing: response.body)) ?? .null)
  }

  private func deploy(_ extra: String = "") async -> (status: Int, json: JSONValue) {
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
      <process id="p" isExecutable="true"><startEvent id="s"/><serviceTask id="pay" name="Pay">
      <extensionElements><zeebe:taskDefinition type="charge" retries="2"/>\(extra)
      </extensionElements></serviceTask>
      <endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="pay"/>
      <sequenceFlow id="g" sourceRef="pay" targetRef="e"/></process></definitions>
      """
    let part = "Content-Disposition: form-data; name=\"resources\"; filename=\"a;b.bpmn\""
    return await send(
      "POST", "deployments", "--x\r\n\(part)\r\n\r\n\(xml)\r\n--x--\r\n",
      type: "multipart/form-data; boundary=x")
  }

  private func activate() async throws -> JSONValue {
    let answer = await send(
      "POST", "jobs/activation",
      #"{"type":"charge","worker":"w","timeout":60000,"maxJobsToActivate":1,"requestTimeout":1000}"#
    )
    return try #require(answer.json["jobs"]?[0])
  }

  @Test("a process is deployed, started, executed and found by queries", .timeLimit(.minutes(1)))
  func life() async throws {
    let deployment = await deploy()
    #expect(deployment.status == 200)
    let definition = deployment.json["deployments"]?[0]?["processDefinition"]
    #expect(definition?["resourceName"] == "a;b.bpmn")
    let made = await send(
      "POST", "process-instances", #"{"processDefinitionId":"p","variables":{"a":1}}"#)
    let key = try #require(made.json["processInstanceKey"]?.string)
    let job = try await activate()
    #expect(job["variables"] == ["a": 1] && job["elementId"] == "pay" && job["retries"] == 2)
    let jobKey = try #require(job["jobKey"]?.string)
    #expect(
      await send("POST", "jobs/\(jobKey)/completion", #"{"variables":{"b":2}}"#).status == 204)
    #expect(await send("POST", "jobs/\(jobKey)/completion").status == 404)
    #expect(await send("GET", "process-instances/\(key)").json["state"] == "COMPLETED")
    let found = await send(
      "POST", "process-instances/search", #"{"filter":{"state":"COMPLETED"}}"#)
    #expect(found.json["page"]?["totalItems"] == 1)
    let variables = await send(
      "POST", "variables/search", #"{"filter":{"processInstanceKey":"\#(key)","name":"b"}}"#)
    #expect(variables.json["items"]?[0]?["value"] == "2")
  }

  @Test("a signal is broadcast even if nothing waits for it")
  func signal() async {
    let answer = await send(
      "POST", "signals/broadcast", #"{"signalName":"go","variables":{"a":1}}"#)
    #expect(answer.status == 200 && answer.json["signalKey"]?.string != nil)
    #expect(await send("POST", "signals/broadcast", #"{"variables":{}}"#).status == 400)
  }

  @Test(
    "a member of the wrong type is rejected with its path",
    arguments: [
      ("messages/publication", #"{"name":"m","correlationKey":5}"#, "correlationKey"),
      ("messages/publication", #"{"name":"m","timeToLive":"60000"}"#, "timeToLive"),
      ("messages/publication", #"{"name":"m","messageId":["a"]}"#, "messageId"),
      ("messages/correlation", #"{"name":"m","correlationKey":{}}"#, "correlationKey"),
      ("process-instances", #"{"processDefinitionId":"p","variables":[]}"#, "variables"),
      (
        "process-instances", #"{"processDefinitionId":"p","processDefinitionVersion":"7"}"#,
        "processDefinitionVersion"
      ),
      ("process-instances", #"{"processDefinitionKey":7}"#, "processDefinitionKey"),
      ("process-instances/search", #"{"filter":[]}"#, "filter"),
      ("process-instances/search", #"{"filter":{"state":1}}"#, "filter.state"),
      ("process-instances/search", #"{"filter":{"state":"RUNNING"}}"#, "filter.state"),
      (
        "process-instances/search", #"{"filter":{"processInstanceKey":true}}"#,
        "filter.processInstanceKey"
      ),
      ("process-instances/search", #"{"page":{"limit":"5"}}"#, "page.limit"),
      (
        "process-definitions/search", #"{"filter":{"version":{"$eq":1}}}"#, "filter.version"
      ),
      (
        "variables/search", #"{"filter":{"processInstanceKey":"1","name":5}}"#, "filter.name"
      ),
      ("incidents/search", #"{"filter":{"processInstanceKey":"x"}}"#, "filter.processInstanceKey"),
      (
        "jobs/activation",
        #"{"type":"t","timeout":1,"maxJobsToActivate":1,"fetchVariable":["a",1]}"#, "fetchVariable"
      ),
      ("jobs/1/failure", #"{"errorMessage":5}"#, "errorMessage"),
      ("jobs/1/failure", #"{"retryBackOff":"PT5S"}"#, "retryBackOff"),
    ])
  func wrongTypes(path: String, body: String, member: String) async {
    let answer = await send("POST", path, body)
    #expect(answer.status == 400)
    #expect(answer.json["detail"]?.string?.contains("'\(member)'") ?? false)
  }

  @Test("a failed job becomes an incident that can be resolved", .timeLimit(.minutes(1)))
  func incident() async throws {
    _ = await deploy()
    _ = await send("POST", "process-instances", #"{"processDefinitionId":"p"}"#)
    let job = try #require(try await activate()["jobKey"]?.string)
    #expect(await send("POST", "jobs/\(job)/failure", #"{"errorMessage":"no"}"#).status == 204)
    let incident = try #require(await send("POST", "incidents/search").json["items"]?[0])
    #expect(incident["errorMessage"] == "no" && incident["elementId"] == "pay")
    #expect(await send("PATCH", "jobs/\(job)", #"{"changeset":{"retries":1}}"#).status == 204)
    let key = try #require(incident["incidentKey"]?.string)
    #expect(await send("POST", "incidents/\(key)/resolution").status == 204)
    #expect(try await activate()["retries"] == 1)
  }

  @Test(
    "unknown or malformed requests are rejected with the problem's name",
    arguments: [
      (
        "process-instances", #"{"processDefinitionId":"p","awaitCompletion":true}"#, 400,
        "awaitCompletion"
      ),
      ("process-instances", #"{"processDefinitionId":"none"}"#, 404, "none"),
      ("process-instances", "{", 400, "JSON"),
      ("process-instances", "{}", 400, "processDefinitionId"),
      ("process-instances/search", #"{"filter":{"tag":["x"]}}"#, 400, "filter.tag"),
      ("jobs/activation", #"{"type":"x","timeout":0,"maxJobsToActivate":1}"#, 400, "timeout"),
      ("jobs/77/completion", "", 404, "77"), ("nothing", "", 404, "nothing"),
      ("messages/correlation", #"{"name":"m","correlationKey":"k"}"#, 404, "m"),
    ])
  func refused(_ path: String, _ body: String, _ status: Int, _ words: String) async {
    let answer = await send("POST", path, body)
    #expect(answer.status == status)
    #expect(answer.json["detail"]?.string?.contains(words) == true, "\(answer.json.text())")
  }
}
