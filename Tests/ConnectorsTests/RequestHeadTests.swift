import EngineProtocol
import Executor
import ExecutorTestSupport
import FEEL
import Foundation
import Glibc
import HTTP
import Testing
import Text

@testable import Connectors

/// What is decided before the body of a request is read.
@Suite("Request heads", .timeLimit(.minutes(1)))
struct RequestHeadTests {
  private static func route(_ change: (inout WebhookRoute) -> Void = { _ in }) -> WebhookRoute {
    var route = WebhookRoute(id: "hook", kind: .start, processID: "p", elementID: "s")
    change(&route)
    return route
  }

  private static let signature = WebhookRoute.HMACSettings(
    header: "X-Sign", algorithm: "sha_256", scopes: ["body"], secret: "k")

  private static func status(
    _ routes: [WebhookRoute], _ headers: [Header] = [], method: String = "POST"
  ) throws -> Int? {
    try WebhookHandler(
      webhooks: ServedWebhooks(WebhookTable(routes, secrets: FakeSecrets())),
      address: WebhookAddress(), secrets: FakeSecrets(), keys: .unused, documents: .empty(),
      engine: FakeEngine(),
      environment: .default, log: .silent
    ).rejection(
      ofHead: ServerRequest(method: method, target: "/inbound/hook", headers: headers), path: "hook"
    )?.status
  }

  @Test("a request without credentials, or with wrong ones, is rejected without its body")
  func rejected() throws {
    let signed = Self.route { $0.hmac = Self.signature }
    let basic = Self.route { $0.authentication = .basic(username: "u", password: "p") }
    let key = Self.route { $0.authentication = .apiKey(key: "k", locator: nil) }
    let token = Self.route {
      $0.authentication = .token(keysURL: "https://id.test", permissions: nil, required: [])
    }
    for route in [signed, basic, key, token] { #expect(try Self.status([route]) == 401) }
    #expect(try Self.status([basic], [("Authorization", "Basic \("u:x".utf8.base64)")]) == 401)
    #expect(try Self.status([key], [("Authorization", "Bearer x")]) == 401)
    #expect(try Self.status([Self.route { $0.methods = ["GET"] }]) == 405)
  }

  @Test("a request that an element may accept is read")
  func read() throws {
    let signed = Self.route { $0.hmac = Self.signature }
    let basic = Self.route { $0.authentication = .basic(username: "u", password: "p") }
    let inBody = Self.route {
      $0.authentication = .apiKey(key: "k", locator: "=request.body.key")
    }
    #expect(try Self.status([Self.route()]) == nil)
    #expect(try Self.status([signed], [("x-sign", "any")]) == nil)
    #expect(try Self.status([basic], [("Authorization", "Basic \("u:p".utf8.base64)")]) == nil)
    #expect(try Self.status([inBody]) == nil)
    #expect(try Self.status([signed, basic, Self.route()]) == nil)
  }

  @Test("several Host headers are a 400, and a long body is a 413 before it is sent")
  func server() async throws {
    var options = ExecutorOptions()
    options.port = 0
    let runtime = try ExecutorRuntime(
      engine: FakeEngine(), bundle: ExecutorBundle(resources: [], webhooks: [Self.route()]),
      secrets: FakeSecrets(), options: options)
    let origin = try await runtime.start()
    let port = try #require(URLParts(origin)?.port)
    for (headers, status) in [
      ("Host: a\r\n", "200"), ("Host: a\r\nhost: b\r\n", "400"), ("Host: a\r\nHost: a\r\n", "400"),
      ("Host: a\r\nContent-Length: 10485761\r\n", "413"),
    ] {
      let answer = try await Self.exchange(port, "POST /inbound/hook HTTP/1.1\r\n\(headers)\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(headers) \(answer)")
    }
    await runtime.stop(grace: .zero)
  }

  /// Sends bytes, and returns the start of the response. On a thread of its own, because it blocks.
  private static func exchange(_ port: Int, _ text: String) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try blockingExchange(port, text) })
      }
    }
  }

  private static func blockingExchange(_ port: Int, _ text: String) throws -> String {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
    let bytes = Array(text.utf8)
    try #require(send(socket, bytes, bytes.count, 0) == bytes.count)
    var answer = [UInt8](repeating: 0, count: 64)
    let count = recv(socket, &answer, answer.count, 0)
    return String(decoding: answer.prefix(max(count, 0)), as: UTF8.self)
  }
}
