import Engine
import EngineProtocol
import HTTP
import JSON
import Testing

@testable import RESTAPI

/// The engine's clock in Camunda's API v2.
struct ClockTests {
  @Test("a pinned clock stands still, and what became due by pinning it happens")
  func pinned() async throws {
    let client = try APIClient()
    try await client.deploy(
      """
      <bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait">
      <bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration>
      </bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
      <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="wait"/>
      """)
    let now = client.clock.now
    #expect(try await client.send("PUT", "clock", "{\"timestamp\":\(now)}").status == 204)
    let key = try await client.start()
    try await client.engine.settle()
    #expect(try await client.send("GET", "process-instances/\(key)").json["state"] == "ACTIVE")
    #expect(
      try await client.send("PUT", "clock", "{\"timestamp\":\(now + 3_600_000)}").status == 204)
    #expect(client.clock.now == now + 3_600_000 && client.clock.delay(until: .max) == nil)
    try await client.engine.settle()
    #expect(try await client.send("GET", "process-instances/\(key)").json["state"] == "COMPLETED")
    #expect(try await client.send("POST", "clock/reset").status == 204)
    #expect(client.clock.now < now + 3_600_000)
  }

  @Test(
    "a time that is missing, negative or no number is rejected",
    arguments: ["{}", #"{"timestamp":-1}"#, #"{"timestamp":"now"}"#, #"{"time":1}"#])
  func refusals(body: String) async throws {
    #expect(try await APIClient().send("PUT", "clock", body).status == 400)
  }

  @Test("a clock that cannot be set is not implemented")
  func unavailable() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    let api = EngineAPI(engine: engine, version: "8.9.0", deploy: { try await engine.deploy($0) })
    let response = await api.respond(
      to: ServerRequest(method: "POST", target: "/v2/clock/reset", headers: [], body: []))
    #expect(response.status == 501)
  }
}
