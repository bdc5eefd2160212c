import EngineProtocol
import ExecutorTestSupport
import Glibc
import HTTP
import Testing

@testable import Connectors

/// Distinguishing a request that was never sent from one whose outcome is unknown.
@Suite("The HTTP transport")
struct HTTPTransportTests {
  private func failure(_ request: OutgoingRequest) async throws -> TransportFailure? {
    try await with { await Self.failure(request, $0) }
  }

  private static func failure(
    _ request: OutgoingRequest, _ transport: HTTPClientTransport,
    willSend: @escaping @Sendable () async throws -> Void = {}
  ) async -> TransportFailure? {
    do { _ = try await transport.send(request, willSend: willSend) } catch { return error }
    return nil
  }

  /// A socket on a free port that accepts nothing; when it listens, the system completes
  /// connections.
  private func withSocket(
    listening: Bool, _ body: (_ url: String) async throws -> Void
  ) async throws {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(socket, pointer, length) | getsockname(socket, pointer, &length)
      }
    }
    try #require(result == 0)
    if listening { try #require(listen(socket, 8) == 0) }
    try await body("http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/")
  }

  @Test(
    "a request on a refused connection was not sent", .timeLimit(.minutes(1)),
    arguments: [[1], []] as [[UInt8]])
  func refused(_ body: [UInt8]) async throws {
    try await withSocket(listening: false) { url in
      let request = OutgoingRequest(method: "POST", url: url, body: body, timeout: 5)
      let failure = try await failure(request)
      #expect(failure?.wasSent == false, "\(failure?.message ?? "")")
    }
  }

  @Test(
    "a host that accepts the request without responding leaves the outcome unknown",
    .timeLimit(.minutes(1)), arguments: [[1], []] as [[UInt8]])
  func silent(_ body: [UInt8]) async throws {
    try await withSocket(listening: true) { url in
      let request = OutgoingRequest(method: "POST", url: url, body: body, timeout: 1)
      let failure = try await failure(request)
      #expect(failure?.wasSent == true)
      #expect(failure?.isTimeout == true)
    }
  }

  private func with<Value>(
    connections: Int = 8, _ body: (HTTPClientTransport) async throws -> Value
  ) async throws -> Value {
    let transport = HTTPClientTransport(connections: connections)
    do {
      let value = try await body(transport)
      try await transport.shutdown()
      return value
    } catch {
      try await transport.shutdown()
      throw error
    }
  }

  @Test(
    "preparation runs once the connection exists, before the first byte is sent",
    .timeLimit(.minutes(1)),
    arguments: [("POST", [1]), ("POST", []), ("GET", nil)]
      as [(String, [UInt8]?)])
  func gate(_ method: String, _ body: [UInt8]?) async throws {
    try await StubServer.with { server in
      try await with { transport in
        for _ in 1...2 {
          let seen = server.requests.count
          let request = OutgoingRequest(method: method, url: server.origin, body: body, timeout: 5)
          let response = try await transport.send(request) {
            try await Task.sleep(for: .milliseconds(50))
            #expect(server.requests.count == seen)
          }
          #expect(response.status == 200)
        }
      }
      #expect(server.requests.count == 2)
      #expect(!server.requests.contains { $0.head.contains(SendGates.header) })
    }
  }

  @Test("a rejected request is not sent", .timeLimit(.minutes(1)))
  func refusedGate() async throws {
    struct Refusal: Error {}
    try await StubServer.with { server in
      try await with { transport in
        let request = OutgoingRequest(method: "POST", url: server.origin, body: [1])
        let failure = await Self.failure(request, transport) { throw Refusal() }
        #expect(failure?.wasSent == false)
        #expect(failure?.message.contains("Refusal") == true)
      }
      #expect(server.requests.isEmpty)
    }
  }

  @Test("the response timeout starts when the request is sent", .timeLimit(.minutes(1)))
  func timeout() async throws {
    try await StubServer.with { server in
      try await with { transport in
        let request = OutgoingRequest(method: "POST", url: server.origin, body: [1], timeout: 1)
        let response = try await transport.send(request) { try await Task.sleep(for: .seconds(2)) }
        #expect(response.status == 200)
      }
    }
  }

  @Test("every slot has a connection, and cancelling a request ends it", .timeLimit(.minutes(1)))
  func connections() async throws {
    try await StubServer.with({ _, _ in .silence }) { server in
      try await with(connections: 32) { transport in
        let requests = (1...32).map { _ in
          Task {
            let request = OutgoingRequest(method: "GET", url: server.origin, timeout: nil)
            return await Self.failure(request, transport)
          }
        }
        try await server.wait(untilRequests: 32)
        for request in requests { request.cancel() }
        for request in requests {
          let failure = await request.value
          #expect(failure?.isInterrupted == true)
          #expect(failure?.wasSent == true)
        }
      }
    }
  }

  @Test(
    "the server gets the model's URL, encoded once", .timeLimit(.minutes(1)),
    arguments: [
      ("/?filter[name]=a b&x=é", false, "/?filter%5Bname%5D=a%20b&x=%C3%A9"),
      ("/?filter[name]=a%20b&x=%C3%A9", true, "/?filter%5Bname%5D=a%20b&x=%C3%A9"),
      ("/a[1]/b c/%5B?x={y}|z", false, "/a%5B1%5D/b%20c/%5B?x=%7By%7D%7Cz"),
      ("/a+b/c%2Bd?e+f=%2B", false, "/a%2Bb/c%2Bd?e%20f=%2B"),
      ("/a+b?c+d", true, "/a+b?c+d"), ("/50%/100%25", false, "/50%25/100%25"),
    ])
  func targets(_ target: String, _ skipsEncoding: Bool, _ expected: String) async throws {
    try await StubServer.with { server in
      let url = try RequestURL.text(
        server.origin + target, query: [], skipsEncoding: skipsEncoding)
      _ = try await with { try await $0.send(OutgoingRequest(method: "GET", url: url)) }
      #expect(server.requests.map(\.target) == [expected])
    }
  }
}
