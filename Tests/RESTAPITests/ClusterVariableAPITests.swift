import Engine
import EngineProtocol
import JSON
import Testing

@testable import RESTAPI

@Suite("Cluster variables and conditional start events in Camunda's API v2")
struct ClusterVariableAPITests {
  private let api: APIClient
  private var engine: EmbeddedEngine { api.engine }

  init() throws { api = try APIClient() }

  @Test("a variable is created, read, changed and deleted", .timeLimit(.minutes(1)))
  func life() async throws {
    let body = #"{"name":"a.b","value":{"x":1},"metadata":{"owner":"ops"}}"#
    let created = try await api.send("POST", "cluster-variables/global", body)
    #expect(created.status == 200 && created.json["value"] == #"{"x":1}"#)
    #expect(created.json["scope"] == "GLOBAL" && created.json["tenantId"] == .null)
    #expect(created.json["kind"] == "JSON" && created.json["metadata"] == ["owner": "ops"])
    #expect(try await api.send("POST", "cluster-variables/global", body).status == 409)
    let path = "cluster-variables/global/a.b"
    #expect(try await api.send("GET", path).json == created.json)
    let changed = try await api.send("PUT", path, #"{"value":null}"#)
    #expect(changed.json["value"] == "null" && changed.json["metadata"] == ["owner": "ops"])
    #expect(try await api.send("DELETE", path).status == 204)
    #expect(try await api.send("GET", path).status == 404)
    #expect(try await api.send("PUT", path, #"{"value":1}"#).status == 404)
  }

  @Test("the only tenant has variables of its own", .timeLimit(.minutes(1)))
  func tenant() async throws {
    let tenant = "cluster-variables/tenants/%3Cdefault%3E"
    let created = try await api.send("POST", tenant, #"{"name":"a","value":1}"#)
    #expect(created.json["scope"] == "TENANT" && created.json["tenantId"] == "<default>")
    #expect(try await api.send("GET", "\(tenant)/a").status == 200)
    #expect(try await api.send("GET", "cluster-variables/global/a").status == 404)
    #expect(try await api.send("GET", "cluster-variables/tenants/other/a").status == 404)
    _ = try await api.send("POST", "cluster-variables/global", #"{"name":"a","value":2}"#)
    let all = try await api.send("POST", "cluster-variables/search")
    #expect(all.json["items"]?.array?.map { $0["value"] } == ["2", "1"])
    let filter = #"{"filter":{"scope":"TENANT"}}"#
    let found = try await api.send("POST", "cluster-variables/search", filter)
    #expect(found.json["items"]?.array?.count == 1)
    #expect(found.json["items"]?[0]?["isTruncated"] == false)
  }

  @Test(
    "other requests are rejected",
    arguments: [
      ("POST", "cluster-variables/global", #"{"name":"a"}"#, 400),
      ("POST", "cluster-variables/global", #"{"name":"a b","value":1}"#, 400),
      (
        "POST", "cluster-variables/global", #"{"name":"a","value":1,"kind":"SECRET_REFERENCE"}"#,
        400
      ),
      ("PATCH", "cluster-variables/global/a", #"{"value":1}"#, 404),
      ("GET", "cluster-variables", "", 404), ("GET", "cluster-variables/global/a/b", "", 404),
      ("GET", "cluster-variables/tenants", "", 404),
      ("POST", "conditionals/evaluation", "{}", 400),
      ("POST", "conditionals/evaluation", #"{"variables":{},"processDefinitionKey":"1"}"#, 404),
    ])
  func rejected(method: String, path: String, body: String, status: Int) async throws {
    #expect(try await api.send(method, path, body).status == status)
  }

  @Test("conditional start events are evaluated", .timeLimit(.minutes(1)))
  func conditionals() async throws {
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
      <process id="p" isExecutable="true"><startEvent id="s"><conditionalEventDefinition id="c">
      <condition>= n &gt; 1</condition></conditionalEventDefinition></startEvent></process>
      </definitions>
      """
    _ = try await engine.deploy([DeploymentResource(name: "a.bpmn", bytes: Array(xml.utf8))])
    let definition = try #require(try await engine.processDefinitions().first?.key)
    let body = #"{"variables":{"n":2},"processDefinitionKey":"\#(definition)"}"#
    let result = try await api.send("POST", "conditionals/evaluation", body)
    #expect(result.status == 200 && result.json["tenantId"] == "<default>")
    #expect(result.json["conditionalEvaluationKey"]?.string != nil)
    let started = try #require(result.json["processInstances"]?[0])
    #expect(started["processDefinitionKey"] == .string(String(definition)))
    let key = try #require(started["processInstanceKey"]?.string.flatMap { EngineKey($0) })
    #expect(try await engine.instance(key) != nil)
    let none = try await api.send("POST", "conditionals/evaluation", #"{"variables":{"n":1}}"#)
    #expect(none.status == 200 && none.json["processInstances"] == [])
  }
}
