import Engine
import EngineProtocol
import ExecutorTestSupport
import Foundation
import HTTP
import JSON
import Secrets
import Storage
import Testing
import TestSupport
import Text
import Twilio

@testable import Connectors

/// Secrets in every property of a webhook that may have them, and what is stored of them.
@Suite("Secrets of webhooks", .timeLimit(.minutes(1)))
struct WebhookSecretTests {
  private static func start(_ properties: [String: String]) -> WebhookDiagram {
    WebhookDiagram(
      processes: WebhookDiagram.process("p", WebhookDiagram.startEvent("s", properties)))
  }

  /// Every file that a run leaves, and its log.
  private func traces(
    _ diagram: WebhookDiagram, _ secrets: [String: String],
    _ body: (WebhookRun) async throws -> Void
  ) async throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let engine = try EmbeddedEngine(
      file: DataFile(path: folder.appending(path: "engine.sqlite").path), clock: SystemClock())
    let run = try await WebhookRun(diagram, secrets: secrets, engine: engine)
    try await body(run)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.contains("engine.sqlite-wal"))
    defer { withExtendedLifetime(engine) {} }
    return try files.reduce(into: Data(run.lines.text.utf8)) {
      $0 += try Data(contentsOf: folder.appending(path: $1))
    }
  }

  private static let canary = Canary("canary \"4711\"&=/+")

  private static let key = [
    "inbound.auth.type": "APIKEY", "inbound.auth.apiKey": "{{secrets.CANARY}}",
    "inbound.auth.apiKeyLocator": "=request.params.key", "resultVariable": "all",
  ]

  @Test(
    "a webhook's secret appears nowhere in the data folder or the log",
    arguments: [
      ["inbound.responseExpression": "={body: \"<Response>{{secrets.CANARY}}</Response>\"}"],
      ["inbound.responseExpression": "=assert(\"{{secrets.CANARY}}\", false)"],
      ["inbound.responseExpression": "={statusCode: \"{{secrets.CANARY}}\"}"],
      ["inbound.responseExpression": "=\"{{secrets.CANARY}}\""],
      ["inbound.verificationExpression": "=assert(\"{{secrets.CANARY}}\", false)"],
      ["inbound.verificationExpression": "={body: \"{{secrets.CANARY}}\"}"],
      ["inbound.context": "{{secrets.CANARY}}", "resultVariable": "all"], key,
      key.merging(["inbound.auth.apiKeyLocator": "=assert(request.params.key, false)"]) { $1 },
    ])
  func canary(_ properties: [String: String]) async throws {
    let secrets = ["CANARY": Self.canary.value]
    let path = properties["inbound.context"] == nil ? "hook" : Self.canary.value
    let query = "key=\(PercentEncoding.component(Self.canary.value))"
    let target = "/inbound/\(PercentEncoding.component(path))?\(query)"
    let traces = try await traces(Self.start(properties), secrets) { run async throws in
      for _ in 0..<2 {
        let response = await run.send(
          ServerRequest(
            method: "POST", target: target,
            headers: [
              ("Content-Type", FormBody.mediaType), ("X-Original-URI", "/inbound/\(path)"),
            ], body: Array("MessageSid=SM1&SmsStatus=received".utf8)))
        let isSent = properties.values.contains { $0.hasPrefix("={body:") }
        #expect(isSent || Self.canary.found(in: Data(response.body)) == [])
      }
    }
    // A key in the query appears in the sender's URL and nowhere else.
    #expect(Self.canary.found(in: traces) == [])
  }

  @Test("a repeated delivery gets the response with its secret again")
  func repeatedAnswer() async throws {
    let run = try await WebhookRun(
      Self.start([
        "inbound.hmacHeader": "X-Twilio-Signature", "inbound.hmacSecret": "t",
        "inbound.shouldValidateHmac": "enabled", "inbound.hmacAlgorithm": "sha_1",
        "inbound.responseExpression":
          "={body: \"{{secrets.KEY}} \" + string(correlation.processInstanceKey)}",
      ]), secrets: ["KEY": "k-4711"])
    let signature = TwilioSignature(url: "https://hooks.test/inbound/hook?MessageSid=SM1")
    var answers: Set<[UInt8]> = []
    for _ in 0..<2 {
      let request = ServerRequest(
        target: "/inbound/hook?MessageSid=SM1",
        headers: [("X-Twilio-Signature", signature.signature(key: "t"))])
      answers.insert(await run.send(request).body)
    }
    let key = try #require(try await run.instances().first).key
    #expect(answers == [Array("k-4711 \(key)".utf8)])
  }

  @Test("a placeholder in a webhook id is resolved; without its secret nothing starts")
  func path() async throws {
    let diagram = Self.start(["inbound.context": "a-{{secrets.ID}}"])
    let run = try await WebhookRun(diagram, secrets: ["ID": "x/y"])
    let post = { (path: String) in await run.send(ServerRequest(target: "/inbound/\(path)")).status
    }
    #expect(await post("a-x%2Fy") == 200)
    #expect(await post("a-%7B%7Bsecrets.ID%7D%7D") == 404)
    await #expect {
      try await WebhookRun(diagram)
    } throws: {
      let text = ($0 as? WebhookFault)?.description ?? ""
      return text.contains("SECRET_ID") && text.contains("webhook id")
    }
  }

  @Test("the executor's files are readable only by their owner, even those of an earlier version")
  func modes() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "engine.sqlite").path
    for _ in 0..<2 {
      let engine = try EmbeddedEngine(file: DataFile(path: path), clock: SystemClock())
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let file = folder.appending(path: name).path
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
      }
      await engine.close()
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    }
  }
}
