import Compiler
import Diagnostics
import Engine
import EngineProtocol
import ExecutorTestSupport
import FEEL
import HTTP
import JSON
import ProjectModel
import Synchronization
import Testing
import Webhooks

@testable import Connectors

extension SigningKeys {
  /// No key set can be requested.
  static var unused: SigningKeys {
    SigningKeys(
      transport: FakeTransport(404), destination: Destination(isLive: true), now: { 1000 })
  }
}

/// Runs diagrams with webhooks on an engine, with requests that need no socket.
struct WebhookRun {
  let engine: EmbeddedEngine
  let lines: LogLines
  let documents: DocumentStore
  private let table: WebhookTable
  private let secrets: FakeSecrets

  init(
    _ diagram: WebhookDiagram, secrets: [String: String] = [:],
    engine: EmbeddedEngine? = nil
  ) async throws {
    self.engine = try engine ?? EmbeddedEngine(clock: SystemClock())
    self.secrets = FakeSecrets(secrets)
    lines = LogLines()
    documents = try .empty()
    let file = InputFile(
      path: "test.bpmn", relativePath: "test.bpmn", bytes: Array(diagram.text.utf8))
    let webhooks = Compilation(unchecked: Project([file])).webhooks
    table = try WebhookTable(
      WebhookRoute.routes(WebhookManifest(webhooks)),
      secrets: self.secrets)
    _ = try await self.engine.deploy([DeploymentResource(name: file.path, bytes: file.bytes)])
  }

  /// - Parameter limit: how long synchronous responses wait.
  func handler(limit: Duration = .seconds(10)) -> WebhookHandler {
    let log = ExecutorLog { [lines] in lines.add("\($0) \($1)") }
    return WebhookHandler(
      webhooks: ServedWebhooks(table), address: WebhookAddress(publicURL: "https://hooks.test"),
      secrets: secrets, keys: .unused, documents: documents,
      engine: engine, environment: .default, log: log, limit: limit)
  }

  /// Posts a form to `/inbound/hook`.
  @discardableResult
  func post(
    _ fields: [(String, String)], headers: [(name: String, value: String)] = [],
    query: String = ""
  ) async throws -> ServerResponse {
    await send(
      ServerRequest(
        method: "POST", target: "/inbound/hook\(query)",
        headers: headers + [("Content-Type", FormBody.mediaType)],
        body: Array(FormBody(fields).text.utf8)))
  }

  func send(_ request: ServerRequest) async -> ServerResponse {
    await handler().respond(to: request, path: (request.segments.last ?? nil) ?? "")
  }

  @discardableResult
  func start(_ process: String, _ variables: [(String, JSONValue)] = []) async throws -> EngineKey {
    try await engine.createInstance(
      CreateInstanceRequest(.id(process), variables: JSONObject(variables))
    ).key
  }

  func instances(_ process: String? = nil) async throws -> [ProcessInstance] {
    try await engine.instances(processID: process, limit: 100)
  }

  func variables(_ key: EngineKey) async throws -> JSONValue {
    .object(try await engine.variables(ofInstance: key))
  }

  /// The elements in which an instance waits for a message.
  func waiting(_ key: EngineKey) async throws -> [String] {
    try await engine.messageSubscriptions(ofInstance: key).map(\.elementID)
  }
}
