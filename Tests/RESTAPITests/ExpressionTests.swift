import Engine
import EngineProtocol
import JSON
import Testing

@testable import RESTAPI

/// Evaluation of expressions in Camunda's API v2.
struct ExpressionTests {
  @Test(
    "an expression is evaluated with the variables of the request",
    arguments: [
      (#"{"expression":"=a + 1","variables":{"a":2}}"#, JSONValue.number("3")),
      (#"{"expression":"={x: [1, \"b\"]}"}"#, JSONValue.object([("x", .array([1, "b"]))])),
      (#"{"expression":"=missing"}"#, .null), (#"{"expression":"text"}"#, "text"),
    ])
  func values(body: String, expected: JSONValue) async throws {
    let answer = try await APIClient().send("POST", "expression/evaluation", body)
    #expect(answer.status == 200 && answer.json["result"] == expected)
  }

  @Test("a scope adds the variables that are visible from it")
  func scope() async throws {
    let client = try APIClient()
    try await client.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:userTask id="ask"><bpmn:extensionElements>
      <zeebe:userTask/><zeebe:ioMapping><zeebe:input source="=2" target="a"/></zeebe:ioMapping>
      </bpmn:extensionElements></bpmn:userTask>
      <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="ask"/>
      """)
    let instance = try await client.start(
      "p", JSONObject([("a", 1), ("b", 10), ("c", 100)]))
    let ask = try await client.search(
      "element-instances/search", #"{"filter":{"elementId":"ask"}}"#)
    let element = try #require(ask[0]["elementInstanceKey"]?.string)
    for (scope, expected) in [(instance, 1111), (element, 1112)] {
      let answer = try await client.send(
        "POST", "expression/evaluation",
        #"{"expression":"=a + b + c","scopeKey":"\#(scope)","variables":{"c":1100}}"#)
      #expect(answer.json["result"]?.int == expected)
    }
    let unknown = try await client.send(
      "POST", "expression/evaluation", #"{"expression":"=1","scopeKey":"77"}"#)
    #expect(unknown.status == 404)
  }

  @Test("cluster variables are visible, the tenant's before the global ones")
  func clusterVariables() async throws {
    let client = try APIClient()
    for (scope, value) in [(ClusterVariable.Scope.global, 1), (.tenant, 2)] {
      _ = try await client.engine.change(
        clusterVariable: .set(ClusterVariable.ID("a", scope), value: JSONValue(value)))
    }
    let answer = try await client.send(
      "POST", "expression/evaluation",
      #"{"expression":"=[camunda.vars.env.a, camunda.vars.cluster.a, camunda.vars.tenant.a]"}"#)
    #expect(answer.json["result"] == .array([2, 1, 2]))
  }

  @Test("an evaluation has warnings")
  func warnings() async throws {
    let answer = try await APIClient().send(
      "POST", "expression/evaluation", #"{"expression":"=missing + 1"}"#)
    #expect(answer.json["result"] == .null && answer.json["warnings"]?[0]?["message"] != nil)
  }

  @Test(
    "a request without a valid expression is rejected",
    arguments: [
      "{}", #"{"expression":" "}"#, #"{"expression":"=1 +"}"#, #"{"expression":1}"#,
      #"{"expression":"=assert(1, false)"}"#, #"{"expression":"=1","other":1}"#,
    ])
  func refusals(body: String) async throws {
    #expect(try await APIClient().send("POST", "expression/evaluation", body).status == 400)
  }
}
