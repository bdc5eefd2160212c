import Engine
import EngineProtocol
import JSON
import Testing

@testable import RESTAPI

@Suite("Ad-hoc sub-processes in Camunda's API v2")
struct AdHocAPITests {
  private let api: APIClient
  private var engine: EmbeddedEngine { api.engine }

  init() throws { api = try APIClient() }

  private func begin() async throws -> EngineKey {
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
      <process id="p" isExecutable="true"><startEvent id="s"/><adHocSubProcess id="tools">
      <extensionElements><zeebe:taskDefinition type="agent"/></extensionElements>
      <serviceTask id="work"><extensionElements><zeebe:taskDefinition type="work"/>
      </extensionElements></serviceTask></adHocSubProcess>
      <sequenceFlow id="f" sourceRef="s" targetRef="tools"/></process></definitions>
      """
    _ = try await engine.deploy([DeploymentResource(name: "a.bpmn", bytes: Array(xml.utf8))])
    return try await engine.createInstance(CreateInstanceRequest(.id("p"))).key
  }

  private func job(_ type: String) async throws -> JSONValue {
    let body = #"{"type":"\#(type)","timeout":60000,"maxJobsToActivate":1}"#
    return try #require(try await api.send("POST", "jobs/activation", body).json["jobs"]?[0])
  }

  private func complete(_ job: JSONValue, _ body: String) async throws -> Int {
    let key = try #require(job["jobKey"]?.string)
    return try await api.send("POST", "jobs/\(key)/completion", body).status
  }

  @Test("a worker activates elements and completes the sub-process", .timeLimit(.minutes(1)))
  func life() async throws {
    let instance = try await begin()
    let agent = try await job("agent")
    #expect(agent["kind"] == "AD_HOC_SUB_PROCESS")
    let activation = #"{"result":{"activateElements":[{"elementId":"work","variables":{"n":1}}]}}"#
    #expect(try await complete(agent, activation) == 204)
    let work = try await job("work")
    #expect(work["variables"]?["n"] == 1)
    #expect(try await complete(work, "{}") == 204)
    let done = #"{"result":{"type":"adHocSubProcess","isCompletionConditionFulfilled":true}}"#
    #expect(try await complete(try await job("agent"), done) == 204)
    #expect(try await engine.instance(instance)?.state == .completed)
  }

  @Test("elements are activated on request", .timeLimit(.minutes(1)))
  func activation() async throws {
    _ = try await begin()
    let key = try #require(try await job("agent")["elementInstanceKey"]?.string)
    let path = "element-instances/ad-hoc-activities/\(key)/activation"
    #expect(
      try await api.send("POST", path, #"{"elements":[{"elementId":"work","variables":{"n":2}}]}"#)
        .status
        == 204)
    #expect(try await job("work")["variables"]?["n"] == 2)
    let replacement = #"{"elements":[{"elementId":"work"}],"cancelRemainingInstances":true}"#
    #expect(try await api.send("POST", path, replacement).status == 204)
    #expect(try await job("work")["variables"]?["n"] == nil)
    #expect(
      try await api.send("POST", path, #"{"elements":[{"elementId":"other"}]}"#).status == 404)
    #expect(try await api.send("POST", path, #"{"elements":[]}"#).status == 400)
    #expect(try await api.send("POST", path, #"{"elements":["work"]}"#).status == 400)
    let unknown = "element-instances/ad-hoc-activities/1/activation"
    #expect(
      try await api.send("POST", unknown, #"{"elements":[{"elementId":"work"}]}"#).status == 404)
  }
}
