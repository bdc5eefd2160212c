import Connectors
import Engine
import EngineProtocol
import ExecutorTestSupport
import Foundation
import HTTP
import JSON
import Linting
import ProjectModel
import Secrets
import Testing
import TwilioSimulator

@testable import Executor

/// Diagrams with webhooks that are deployed at run time.
@Suite("Deployment at run time", .timeLimit(.minutes(1)))
struct DeployerTests {
  private static func diagram(
    _ process: String, at path: String, _ properties: [String: String] = [:], file: String? = nil
  ) -> DeploymentResource {
    let start = WebhookDiagram.startEvent("s", ["inbound.context": path].merging(properties) { $1 })
    let text = WebhookDiagram(processes: WebhookDiagram.process(process, start)).text
    return DeploymentResource(name: file ?? "\(process).bpmn", bytes: Array(text.utf8))
  }

  /// Runs an executor and passes a client to `body`.
  private func run(
    _ bundle: ExecutorBundle = ExecutorBundle(resources: []),
    secrets: any SecretProvider = SimulatedSecrets(), engine: EmbeddedEngine,
    _ body: (Client) async throws -> Void
  ) async throws {
    var options = ExecutorOptions()
    options.port = 0
    let runtime = try ExecutorRuntime(
      engine: engine, bundle: bundle, secrets: secrets, options: options)
    let client = Client(origin: try await runtime.start())
    do { try await body(client) } catch {
      await runtime.stop(grace: .seconds(1))
      throw error
    }
    await runtime.stop(grace: .seconds(1))
  }

  private struct Client {
    let origin: String

    func deploy(_ resources: DeploymentResource...) async throws -> (status: Int, text: String) {
      let parts = resources.map {
        "--x\r\nContent-Disposition: form-data; name=\"resources\"; filename=\"\($0.name)\"\r\n\r\n"
          + String(decoding: $0.bytes, as: UTF8.self) + "\r\n"
      }
      return try await send(
        "POST", "/v2/deployments", parts.joined() + "--x--\r\n",
        type: "multipart/form-data; boundary=x")
    }

    func post(_ path: String) async throws -> Int {
      try await send("POST", "/inbound/\(path)", "a=1", type: FormBody.mediaType).status
    }

    func send(
      _ method: String, _ path: String, _ body: String? = nil, type: String = "text/plain"
    ) async throws -> (status: Int, text: String) {
      let transport = HTTPClientTransport()
      let outcome: Result<ReceivedResponse, any Error>
      do {
        outcome = .success(
          try await transport.send(
            OutgoingRequest(
              method: method, url: origin + path, headers: [("Content-Type", type)],
              body: body.map { Array($0.utf8) }, timeout: 60)))
      } catch {
        outcome = .failure(error)
      }
      try await transport.shutdown()
      let response = try outcome.get()
      return (response.status, String(decoding: response.body, as: UTF8.self))
    }
  }

  @Test("webhooks of a deployment become active and replace those of older versions")
  func activation() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    try await run(engine: engine) { client async throws in
      #expect(try await client.post("one") == 404)
      #expect(try await client.deploy(Self.diagram("p", at: "one")).status == 200)
      #expect(try await client.post("one") == 200)
      #expect(try await client.send("GET", "/simulator/numbers").text.contains("one"))
      #expect(try await client.deploy(Self.diagram("p", at: "two")).status == 200)
      #expect(try await client.post("one") == 404)
      #expect(try await client.post("two") == 200)
      #expect(try await client.send("GET", "/").text.contains("/inbound/two"))
    }
    #expect(try await engine.instances(processID: nil, limit: 10).count == 2)
    await engine.close()
  }

  @Test(
    "conflicting paths and unsupported webhooks are rejected before anything is deployed")
  func refusals() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    try await run(engine: engine) { client async throws in
      #expect(try await client.deploy(Self.diagram("p", at: "one")).status == 200)
      let others = Self.diagram("q", at: "one")
      let clash = try await client.deploy(others)
      #expect(clash.status == 400 && clash.text.contains("q.bpmn:"))
      #expect(clash.text.contains("both use /inbound/one"))
      let both = try await client.deploy(
        Self.diagram("q", at: "two"), Self.diagram("r", at: "two"))
      #expect(both.status == 400)
      let jwt = try await client.deploy(
        Self.diagram("q", at: "two", ["inbound.auth.type": "JWT"]))
      #expect(jwt.status == 400 && jwt.text.contains("JWT"))
      #expect(try await engine.processDefinitions().map(\.id) == ["p"])
      // The path is free once its process uses another one.
      #expect(
        try await client.deploy(Self.diagram("p", at: "two"), others).status == 200)
    }
    await engine.close()
  }

  @Test("a file does not hide processes deployed from another file of the same name")
  func fileNames() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    try await run(engine: engine) { client async throws in
      for (process, path) in [("p", "one"), ("q", "two")] {
        let file = Self.diagram(process, at: path, file: "same.bpmn")
        #expect(try await client.deploy(file).status == 200)
      }
      for (path, file) in [("one", "same.bpmn"), ("one", "r.bpmn"), ("two", "r.bpmn")] {
        let clash = try await client.deploy(Self.diagram("r", at: path, file: file))
        #expect(clash.status == 400 && clash.text.contains("both use /inbound/\(path)"))
      }
    }
    #expect(try await engine.processDefinitions().map(\.id) == ["p", "q"])
    await engine.close()
  }

  @Test("a process moved to another file releases its path in the first")
  func moved() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    let both = WebhookDiagram(
      processes: [("p", "one"), ("q", "two")].map { process, path in
        WebhookDiagram.process(
          process, WebhookDiagram.startEvent("s-\(process)", ["inbound.context": path]))
      }.joined())
    try await run(engine: engine) { client async throws in
      let file = DeploymentResource(name: "both.bpmn", bytes: Array(both.text.utf8))
      #expect(try await client.deploy(file).status == 200)
      #expect(try await client.deploy(Self.diagram("q", at: "three")).status == 200)
      #expect(try await client.deploy(Self.diagram("r", at: "two")).status == 200)
      #expect(try await client.deploy(Self.diagram("r", at: "one")).status == 400)
    }
    await engine.close()
  }

  @Test("one of several concurrent deployments with the same path succeeds")
  func race() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    try await run(engine: engine) { client async throws in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 1...12 {
          group.addTask { try await client.deploy(Self.diagram("p\(number)", at: "one")).status }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.sorted() == [200] + Array(repeating: 400, count: 11))
    }
    #expect(try await engine.processDefinitions().count == 1)
    await engine.close()
  }

  @Test("paths are compared with their secrets resolved, which the rejection does not show")
  func secretPaths() async throws {
    let secret = ("p", "w-{{secrets.KEY}}")
    let plain = ("q", "w-canary")
    for (first, second) in [(secret, plain), (plain, secret)] {
      let engine = try EmbeddedEngine(clock: SystemClock())
      try await run(secrets: FakeSecrets(["KEY": "canary"]), engine: engine) {
        client async throws in
        #expect(try await client.deploy(Self.diagram(first.0, at: first.1)).status == 200)
        let clash = try await client.deploy(Self.diagram(second.0, at: second.1))
        #expect(clash.status == 400 && clash.text.contains("both use /inbound/"))
        #expect(!clash.text.contains("canary"), "\(clash.text)")
      }
      #expect(try await engine.processDefinitions().map(\.id) == [first.0])
      await engine.close()
    }
  }

  @Test("the configuration decides whether paths may conflict")
  func configuration() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    var bundle = ExecutorBundle(resources: [])
    bundle.settings.configuration.rules = [
      .init(name: "webhook/duplicate-path", setting: .init(severity: nil))
    ]
    try await run(bundle, engine: engine) { client async throws in
      for process in ["p", "q"] {
        #expect(try await client.deploy(Self.diagram(process, at: "one")).status == 200)
      }
      #expect(try await client.post("one") == 200)
    }
    #expect(try await engine.instances(processID: nil, limit: 10).count == 2)
    await engine.close()
  }

  @Test("deployments are served after a restart, unless the bundle has the process or path")
  func restart() async throws {
    let engine = try EmbeddedEngine(clock: SystemClock())
    try await run(engine: engine) { client async throws in
      for (process, path) in [("p", "one"), ("q", "two"), ("r", "three")] {
        #expect(try await client.deploy(Self.diagram(process, at: path)).status == 200)
      }
    }
    var bundle = ExecutorBundle(resources: [
      Self.diagram("q", at: "four"), Self.diagram("t", at: "three"),
    ])
    bundle.webhooks = [("q", "four"), ("t", "three")].map {
      WebhookRoute(id: $1, kind: .start, processID: $0, elementID: "s")
    }
    try await run(bundle, engine: engine) { client async throws in
      for (path, status) in [("one", 200), ("two", 404), ("three", 200), ("four", 200)] {
        #expect(try await client.post(path) == status, "\(path)")
      }
    }
    #expect(try await engine.instances(processID: "r", limit: 1).isEmpty)
    await engine.close()
  }
}
