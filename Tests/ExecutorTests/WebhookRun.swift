import Compiler
import Diagnostics
import Engine
import FEEL
import JSON
import Synchronization
import Testing

@testable import Executor

/// Diagrams with webhooks on an engine, and requests to them without a socket.
struct WebhookRun {
  let engine: EmbeddedEngine
  let lines: LogLines
  private let table: WebhookTable
  private let secrets: FakeSecrets
  private let database: ExecutorDatabase

  init(
    _ diagram: WebhookDiagram, secrets: [String: String] = [:], databasePath: String? = nil,
    engine: EmbeddedEngine? = nil
  ) async throws {
    self.engine = try engine ?? EmbeddedEngine(clock: SystemClock())
    self.secrets = FakeSecrets(secrets)
    lines = LogLines()
    database = try ExecutorDatabase(path: databasePath)
    let file = InputFile(
      path: "test.bpmn", relativePath: "test.bpmn", bytes: Array(diagram.text.utf8))
    let webhooks = Compilation(unchecked: Project([file])).webhooks
    table = try WebhookTable(
      WebhookRoute.routes(manifest: WebhookManifest(webhooks).json(listsProperties: true)),
      secrets: self.secrets)
    _ = try await self.engine.deploy([DeploymentResource(name: file.path, bytes: file.bytes)])
  }

  /// - Parameter remembers: false for an executor that was killed before it noted a delivery.
  func handler(remembers: Bool = true) throws -> WebhookHandler {
    let log = ExecutorLog { [lines] in lines.add("\($0) \($1)") }
    return WebhookHandler(
      webhooks: ServedWebhooks(table), address: WebhookAddress(publicURL: "https://hooks.test"),
      secrets: secrets,
      deliveries: DeliveryMemory(remembers ? database : try ExecutorDatabase(path: nil)),
      correlator: WebhookCorrelator(engine: engine, environment: .default, log: log),
      environment: .default, now: { 0 }, log: log)
  }

  /// Posts a form to `/inbound/hook`.
  @discardableResult
  func post(
    _ fields: [(String, String)], headers: [(name: String, value: String)] = [],
    query: String = "", remembers: Bool = true
  ) async throws -> ServerResponse {
    await send(
      ServerRequest(
        method: "POST", target: "/inbound/hook\(query)",
        headers: headers + [("Content-Type", FormBody.mediaType)],
        body: Array(FormBody(fields).text.utf8)), remembers: remembers)
  }

  func send(_ request: ServerRequest, remembers: Bool = true) async -> ServerResponse {
    do {
      return try await handler(remembers: remembers)
        .respond(to: request, path: (request.segments.last ?? nil) ?? "")
    } catch {
      return .refusal(500, "\(error)")
    }
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

  /// The elements at which an instance waits for a message.
  func waiting(_ key: EngineKey) async throws -> [String] {
    try await engine.messageSubscriptions(ofInstance: key).map(\.elementID)
  }
}

final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var text: String { lines.withLock { $0.joined(separator: "\n") } }
}

/// A diagram that is written in few words; ids of messages are their names.
struct WebhookDiagram {
  var messages: [String] = []
  var processes: String

  /// The correlation key of every message is the variable `customer`.
  var text: String {
    let messages = messages.map {
      """
      <message id="\($0)" name="\($0)"><extensionElements>
      <zeebe:subscription correlationKey="=customer"/></extensionElements></message>
      """
    }
    return """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
      \(messages.joined())\(processes)</definitions>
      """
  }

  static func process(_ id: String, _ content: String) -> String {
    "<process id=\"\(id)\" isExecutable=\"true\">\(content)</process>"
  }

  /// The properties of a webhook at `/inbound/hook`.
  static func webhook(_ properties: [String: String]) -> String {
    let all = [
      "inbound.type": "io.camunda:webhook:1", "inbound.context": "hook",
      "correlationKeyExpression": "=request.body.From",
      "messageIdExpression": "=request.body.MessageSid",
    ].merging(properties) { $1 }
    let lines = all.sorted { $0.key < $1.key }.map {
      "<zeebe:property name=\"\($0.key)\" value=\"\($0.value.escapedForXML)\"/>"
    }
    return "<extensionElements><zeebe:properties>\(lines.joined())</zeebe:properties>"
      + "</extensionElements>"
  }

  static func catchEvent(
    _ id: String, _ message: String, _ properties: [String: String] = [:]
  ) -> String {
    """
    <intermediateCatchEvent id="\(id)">\(webhook(properties))
    <messageEventDefinition id="\(id)-d" messageRef="\(message)"/></intermediateCatchEvent>
    """
  }

  static func startEvent(
    _ id: String, message: String? = nil, _ properties: [String: String] = [:]
  ) -> String {
    let definition = message.map {
      "<messageEventDefinition id=\"\(id)-d\" messageRef=\"\($0)\"/>"
    }
    return "<startEvent id=\"\(id)\">\(webhook(properties))\(definition ?? "")</startEvent>"
  }

  /// Elements one after the other.
  static func flow(_ ids: String...) -> String {
    zip(ids, ids.dropFirst()).map { from, to in
      "<sequenceFlow id=\"\(from)-\(to)\" sourceRef=\"\(from)\" targetRef=\"\(to)\"/>"
    }.joined()
  }
}

extension String {
  fileprivate var escapedForXML: String {
    replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
  }
}
