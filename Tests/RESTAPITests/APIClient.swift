import Engine
import EngineProtocol
import HTTP
import JSON
import Testing

@testable import RESTAPI

/// Sends requests to the API of an engine. Every answer is compared with the published contract, if
/// it is there.
struct APIClient {
  let engine: EmbeddedEngine

  let clock = AdjustableClock()

  init() throws { engine = try EmbeddedEngine(clock: clock) }

  func send(
    _ method: String, _ path: String, _ body: String = "",
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) async throws -> (status: Int, json: JSONValue) {
    let api = EngineAPI(
      engine: engine, version: "8.9.0", clock: clock,
      deploy: { [engine] in try await engine.deploy($0) })
    let response = await api.respond(
      to: ServerRequest(
        method: method, target: "/v2/\(path)", headers: [("Content-Type", "application/json")],
        body: Array(body.utf8)))
    let json = (try? JSONValue(parsing: response.body)) ?? .null
    let plain = String(path.prefix { $0 != "?" })
    if let schema = ContractSchema(method, "/" + plain, status: response.status), json != .null {
      #expect(
        schema.problems(json) == [], "\(method) \(path) \(response.status)",
        sourceLocation: sourceLocation)
    }
    return (response.status, json)
  }

  /// Searches, and expects success.
  func search(
    _ path: String, _ body: String = "", sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) async throws -> [JSONValue] {
    let answer = try await send("POST", path, body, sourceLocation: sourceLocation)
    #expect(answer.status == 200, "\(answer.json.text())", sourceLocation: sourceLocation)
    return answer.json["items"]?.array ?? []
  }

  func deploy(_ body: String, definitions: String = "", id: String = "p") async throws {
    let xml = """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="file" targetNamespace="test">
      <bpmn:process id="\(id)" name="Process \(id)" isExecutable="true">\(body)</bpmn:process>
      \(definitions)</bpmn:definitions>
      """
    _ = try await engine.deploy([
      DeploymentResource(name: "\(id).bpmn", bytes: Array(xml.utf8))
    ])
  }

  @discardableResult
  func start(_ id: String = "p", _ variables: JSONObject = JSONObject()) async throws -> String {
    String(
      try await engine.createInstance(CreateInstanceRequest(.id(id), variables: variables)).key)
  }
}
