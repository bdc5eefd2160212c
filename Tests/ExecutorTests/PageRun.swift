import Bundles
import Compiler
import Connectors
import Diagnostics
import ElementTemplates
import Engine
import EngineProtocol
import Frontend
import HTTP
import JSON
import ProjectModel
import Testing
import Text
import TwilioSimulator

@testable import Executor

/// A diagram that runs with the simulator, and the actions of a test.
struct PageRun {
  let engine: EmbeddedEngine
  let runtime: ExecutorRuntime
  let origin: String

  /// Lints, bundles and runs a diagram with the simulator.
  static func with(
    _ diagram: PageDiagram, _ body: (PageRun) async throws -> Void
  ) async throws {
    let file = InputFile(
      path: "page.bpmn", relativePath: "page.bpmn", bytes: Array(diagram.text.utf8))
    let compilation = Compilation(Project([file]), templates: .builtIn)
    #expect(compilation.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    let bundle = try ProjectBundle(compilation, templates: .builtIn)
    let engine = try EmbeddedEngine(clock: SystemClock(), environment: SystemFEEL.environment)
    var options = ExecutorOptions()
    options.port = 0
    let runtime = try ExecutorRuntime(
      engine: engine,
      bundle: ExecutorBundle(
        resources: bundle.resources.map { DeploymentResource(name: $0.path, bytes: $0.bytes) },
        webhooks: bundle.webhooks, secrets: bundle.secrets),
      secrets: SimulatedSecrets(), options: options, environment: SystemFEEL.environment)
    let origin = try await runtime.start()
    var failure: (any Error)?
    do {
      try await body(PageRun(engine: engine, runtime: runtime, origin: origin))
    } catch {
      failure = error
    }
    await runtime.stop(grace: .seconds(1))
    await engine.close()
    if let failure { throw failure }
  }

  /// - Returns: the status.
  func post(_ fields: [String: String]) async throws -> Int {
    try await send("POST", "\(origin)/inbound/page", body: Self.form(fields))
  }

  func get(_ fields: [String: String]) async throws -> Int {
    try await send("GET", "\(origin)/inbound/page?\(Self.form(fields))", body: nil)
  }

  private static func form(_ fields: [String: String]) -> String {
    fields.sorted { $0.key < $1.key }
      .map { "\($0.key)=\(PercentEncoding.component($0.value))" }
      .joined(separator: "&")
  }

  private func send(_ method: String, _ url: String, body: String?) async throws -> Int {
    let transport = HTTPClientTransport()
    let type = (name: "Content-Type", value: "application/x-www-form-urlencoded")
    return try await transport.send(
      OutgoingRequest(
        method: method, url: url, headers: body == nil ? [] : [type],
        body: body.map { Array($0.utf8) }, timeout: 10)
    ).status
  }

  func instances() async throws -> [ProcessInstance] {
    try await engine.instances(processID: "page", limit: 10)
  }

  func variables() async throws -> JSONValue {
    let instance = try #require(try await instances().first)
    return .object(try await engine.variables(ofInstance: instance.key))
  }

  func startWaiting(key: JSONValue) async throws -> EngineKey {
    let instance = try await engine.createInstance(
      CreateInstanceRequest(.id("page"), variables: JSONObject([("myCorrelationKey", key)])))
    _ = try await runtime.waitUntilIdle(instance.key, on: engine)
    return instance.key
  }

  func runToEnd() async throws -> JSONObject {
    let instance = try await engine.createInstance(CreateInstanceRequest(.id("page")))
    _ = try await runtime.waitUntilIdle(instance.key, on: engine)
    return try await engine.variables(ofInstance: instance.key)
  }

  func state(_ key: EngineKey) async throws -> ProcessInstance.State? {
    _ = try await runtime.waitUntilIdle(key, on: engine)
    return try await engine.instance(key)?.state
  }
}
