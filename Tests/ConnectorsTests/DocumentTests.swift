import EngineProtocol
import ExecutorTestSupport
import HTTP
import JSON
import Storage
import Testing
import Text

@testable import Connectors

/// Responses and parts of requests that are stored, and sent on.
@Suite("Documents", .timeLimit(.minutes(1)))
struct DocumentTests {
  private let run: HTTPRun

  init() throws { run = try HTTPRun() }

  private func stored(_ reference: JSONValue?) async throws -> DocumentTable.Document? {
    let reference = try #require(reference)
    let id = try #require(DocumentStore.id(in: reference))
    return try await run.documents.documents(in: reference)[id]
  }

  /// The response of a GET that stores it.
  private func response(
    _ variables: [(String, JSONValue)], _ transport: FakeTransport, secrets: [String: String] = [:]
  ) async throws -> JSONValue {
    let all = JSONObject([("method", "GET"), ("url", "https://x.test/a%20b.pdf?x")] + variables)
    let outcome = await run(
      .http(.object(all), headers: ["resultVariable": "r"]), transport, secrets: secrets)
    guard case .completed(let result) = outcome else {
      Issue.record("\(outcome)")
      return .null
    }
    return result["r"] ?? .null
  }

  @Test(
    "a response is stored as a document with Camunda's reference, and is not a variable",
    arguments: [
      [("storeResponse", true)], [("documentReturnFormat", ["choice": "document"])],
    ] as [[(String, JSONValue)]])
  func storing(_ variables: [(String, JSONValue)]) async throws {
    let transport = FakeTransport(200, "content", headers: [("Content-Type", "application/pdf")])
    let result = try await response(variables, transport)
    #expect(result["body"] == JSONValue.null)
    let document = try #require(result["document"])
    #expect(document["camunda.document.type"] == "camunda")
    #expect(document["contentHash"] == .string(sha256Hexadecimal(Array("content".utf8))))
    #expect(document["storeId"]?.string != nil)
    #expect(
      document["metadata"] == [
        "contentType": "application/pdf", "fileName": "a b.pdf", "size": 7, "expiresAt": nil,
        "customProperties": [:],
      ])
    let stored = try await stored(document)
    #expect(stored?.bytes == Array("content".utf8))
  }

  @Test("the name of a document is the one that the service gives")
  func fileName() async throws {
    let transport = FakeTransport(
      200, "x", headers: [("Content-Disposition", "attachment; filename=\"bill.pdf\"")])
    let result = try await response([("storeResponse", true)], transport)
    #expect(result["document"]?["metadata"]?["fileName"] == "bill.pdf")
    #expect(result["document"]?["metadata"]?["contentType"] == "application/octet-stream")
  }

  @Test("an error response is not stored")
  func errorResponse() async throws {
    let outcome = await run(
      .http(["method": "GET", "url": "https://x.test", "storeResponse": true]),
      FakeTransport(400, #"{"code": 7}"#))
    guard case .failed(let failure) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(failure.variables["error"]?["variables"]?["response"]?["body"] == ["code": 7])
  }

  @Test("a secret that the service returns is masked in the document")
  func secret() async throws {
    let result = try await response(
      [("storeResponse", true), ("headers", ["X-Key": .string(hole("KEY"))])],
      FakeTransport(200, "key \("canary-4711".utf8.base64)!"), secrets: ["KEY": "canary-4711"])
    let document = try await stored(result["document"])
    #expect(document?.bytes == Array("key ***!".utf8))
  }

  @Test("a response that is too large for a document fails the job")
  func tooLarge() async throws {
    let transport = FakeTransport(
      200, String(repeating: "x", count: DocumentTable.maximumSize + 1))
    let outcome = await run(
      .http(["method": "GET", "url": "https://x.test", "storeResponse": true]), transport)
    guard case .failed(let failure) = outcome else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.retries == 0 && failure.message.contains("larger than"))
  }

  @Test("documents are sent as parts with name and type, and as base64 in JSON")
  func sending() async throws {
    let reference = try await run.documents.add([
      DocumentTable.Document(bytes: [0, 255], contentType: "image/png", fileName: "a.png")
    ])[0]
    let transport = FakeTransport()
    for type in ["multipart/form-data", "application/json"] {
      _ = await run(
        .http([
          "method": "POST", "url": "https://x.test", "headers": ["Content-Type": .string(type)],
          "body": ["files": [reference, reference], "text": "t"],
        ]), transport)
    }
    let requests = transport.requests
    let parts = try MultipartBody(
      ServerRequest(
        method: "POST", target: "/", headers: requests[0].headers, body: requests[0].body ?? [])
    ).parts
    #expect(parts.map(\.name) == ["files", "files", "text"])
    #expect(parts[0].filename == "a.png" && parts[0].contentType == "image/png")
    #expect(parts[0].bytes == [0, 255])
    #expect(
      requests[1].body.map { String(decoding: $0, as: UTF8.self) }
        == #"{"files":["AP8=","AP8="],"text":"t"}"#)
  }

  @Test("a reference to a document that does not exist fails the job before anything is sent")
  func missing() async throws {
    let transport = FakeTransport()
    let outcome = await run(
      .http([
        "method": "POST", "url": "https://x.test",
        "body": ["camunda.document.type": "camunda", "documentId": "nowhere"],
      ]), transport)
    guard case .failed(let failure) = outcome else {
      Issue.record("the job did not fail")
      return
    }
    #expect(failure.retries == 0 && failure.message.contains("nowhere"))
    #expect(transport.requests.isEmpty)
  }

  @Test("the parts of a multipart request are documents, and its body is empty")
  func multipartWebhook() async throws {
    let start = WebhookDiagram.startEvent(
      "s",
      [
        "resultExpression": "={body: request.body, files: documents}",
        "activationCondition": "=request.headers.accept = \"yes\"",
      ])
    let webhook = try await WebhookRun(
      WebhookDiagram(processes: WebhookDiagram.process("p", start)))
    let body = MultipartBody([
      .init(name: "note", bytes: Array("hello".utf8)),
      .init(name: "photo", filename: "p.jpg", contentType: "image/jpeg", bytes: [255, 216]),
    ])
    let boundary = body.boundary
    for (accept, status) in [("no", 422), ("yes", 200)] {
      let response = await webhook.send(
        ServerRequest(
          method: "POST", target: "/inbound/hook",
          headers: [
            ("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("Accept", accept),
          ], body: body.bytes(boundary: boundary)))
      #expect(response.status == status)
    }
    let variables = try await webhook.variables(try #require(webhook.instances().first).key)
    #expect(variables["body"] == [:])
    let files = try #require(variables["files"]?.array)
    #expect(files.map { $0["metadata"]?["fileName"] } == ["note", "p.jpg"])
    #expect(files.map { $0["metadata"]?["contentType"] } == ["text/plain", "image/jpeg"])
    let documents = try await webhook.documents.documents(in: .array(files))
    #expect(Set(documents.values.map(\.bytes)) == [Array("hello".utf8), [255, 216]])
  }
}
