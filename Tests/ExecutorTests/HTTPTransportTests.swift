import Glibc
import Testing

@testable import Executor

/// The sign that tells a request that was never sent from one whose outcome is unknown.
@Suite("The HTTP transport")
struct HTTPTransportTests {
  private func failure(_ request: OutgoingRequest) async throws -> TransportFailure? {
    let transport = HTTPClientTransport()
    var failure: TransportFailure?
    do { _ = try await transport.send(request) } catch { failure = error }
    try await transport.shutdown()
    return failure
  }

  /// A socket at a port of its own, which accepts nothing; listening, the system takes connections.
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
    "a refused connection was not sent", .timeLimit(.minutes(1)), arguments: [[1], []] as [[UInt8]])
  func refused(_ body: [UInt8]) async throws {
    try await withSocket(listening: false) { url in
      let request = OutgoingRequest(method: "POST", url: url, body: body, timeout: 5)
      let failure = try await failure(request)
      #expect(failure?.wasSent == false, "\(failure?.message ?? "")")
    }
  }

  @Test(
    "a host that takes the request and says nothing leaves the outcome open",
    .timeLimit(.minutes(1)), arguments: [[1], []] as [[UInt8]])
  func silent(_ body: [UInt8]) async throws {
    try await withSocket(listening: true) { url in
      let request = OutgoingRequest(method: "POST", url: url, body: body, timeout: 1)
      let failure = try await failure(request)
      #expect(failure?.wasSent == true)
      #expect(failure?.isTimeout == true)
    }
  }
}
