import Engine
import EngineProtocol
import JSON
import Testing

@testable import RESTAPI

@Suite("Priorities and leases of jobs in Camunda's API v2")
struct JobLeaseAPITests {
  private let api: APIClient
  private var engine: EmbeddedEngine { api.engine }

  init() throws { api = try APIClient() }

  private func begin() async throws {
    let xml = """
      <definitions id="d" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
      <process id="p" isExecutable="true"><startEvent id="s"/><serviceTask id="work">
      <extensionElements><zeebe:taskDefinition type="work"/>
      <zeebe:jobPriorityDefinition priority="7"/></extensionElements></serviceTask>
      <sequenceFlow id="f" sourceRef="s" targetRef="work"/></process></definitions>
      """
    _ = try await engine.deploy([DeploymentResource(name: "a.bpmn", bytes: Array(xml.utf8))])
    _ = try await engine.createInstance(CreateInstanceRequest(.id("p")))
  }

  private func job(_ members: String = "") async throws -> JSONValue {
    let body = #"{"type":"work","timeout":60000,"maxJobsToActivate":1\#(members)}"#
    return try #require(try await api.send("POST", "jobs/activation", body).json["jobs"]?[0])
  }

  @Test("a leased job is completed with its token", .timeLimit(.minutes(1)))
  func lease() async throws {
    try await begin()
    let job = try await job(#","withLease":true"#)
    let path = "jobs/\(try #require(job["jobKey"]?.string))"
    let token = try #require(job["jobLeaseToken"]?.string)
    #expect(job["priority"] == 7)
    #expect(try await api.send("POST", "\(path)/completion", "{}").status == 409)
    #expect(try await api.send("POST", "\(path)/failure", #"{"jobLeaseToken":"x"}"#).status == 409)
    let error = #"{"errorCode":"e","jobLeaseToken":"x"}"#
    #expect(try await api.send("POST", "\(path)/error", error).status == 409)
    let completion = #"{"jobLeaseToken":"\#(token)"}"#
    #expect(try await api.send("POST", "\(path)/completion", completion).status == 204)
  }

  @Test("retries, timeout and priority are updated", .timeLimit(.minutes(1)))
  func update() async throws {
    try await begin()
    let job = try await job()
    #expect(job["jobLeaseToken"] == .null)
    let path = "jobs/\(try #require(job["jobKey"]?.string))"
    let changes = #"{"changeset":{"retries":5,"timeout":0,"priority":-3}}"#
    #expect(try await api.send("PATCH", path, changes).status == 204)
    let again = try await self.job(#","requestTimeout":10000"#)
    #expect(again["retries"] == 5 && again["priority"] == -3)
    for body in ["{}", #"{"changeset":{}}"#, #"{"changeset":{"retries":0}}"#] {
      #expect(try await api.send("PATCH", path, body).status == 400)
    }
    let stale = #"{"changeset":{"retries":1},"jobLeaseToken":"x"}"#
    #expect(try await api.send("PATCH", path, stale).status == 409)
  }
}
