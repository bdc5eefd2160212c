import Connectors
import ExecutorTestSupport
import NIOCore
import NIOPosix
import Testing
import TwilioSimulator

@testable import Executor

/// Responses end where clients expect them to end.
@Suite("Response framing", .timeLimit(.minutes(1)))
struct ResponseFramingTests {
  /// Sends a request to a webhook, and one more on the same connection.
  /// - Returns: the response to the first one.
  private func answer(_ method: String, to response: String) async throws -> Substring {
    var route = WebhookRoute(id: "hook", kind: .start, processID: "p", elementID: "s")
    route.responseExpression = response
    var options = ExecutorOptions()
    options.port = 0
    let runtime = try ExecutorRuntime(
      engine: FakeEngine(), bundle: ExecutorBundle(resources: [], webhooks: [route]),
      secrets: SimulatedSecrets(), options: options)
    let origin = try await runtime.start()
    let port = try #require(origin.split(separator: ":").last.flatMap { Int($0) })
    let text = try await exchange(
      port,
      """
      \(method) /inbound/hook HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n\
      GET /v2/topology HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n
      """)
    await runtime.stop(grace: .seconds(1))
    // The second request names a host for which the API is not available.
    let next = try #require(text.dropFirst().firstRange(of: "HTTP/1.1 404"), "\(text)")
    return text[..<next.lowerBound]
  }

  private func exchange(_ port: Int, _ request: String) async throws -> String {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
      .executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: request))
        var text = ""
        for try await bytes in inbound { text += String(buffer: bytes) }
        return text
      }
  }

  @Test("a status without content has neither body nor content headers", arguments: [204, 304])
  func withoutContent(status: Int) async throws {
    let text = try await answer(
      "POST",
      to: """
        ={statusCode: \(status), body: "text", headers: {"Content-Type": "text/xml", "X-Kept": "1"}}
        """)
    #expect(text.hasPrefix("HTTP/1.1 \(status) ") && text.hasSuffix("\r\n\r\n"), "\(text)")
    #expect(text.contains("X-Kept: 1"))
    #expect(!text.lowercased().contains("content-") && !text.contains("chunked"), "\(text)")
  }

  @Test("the content length matches the body")
  func length() async throws {
    let text = try await answer("POST", to: #"={body: "text"}"#)
    #expect(text.hasSuffix("\r\n\r\ntext"), "\(text)")
    #expect(text.lowercased().contains("content-length: 4\r\n") && !text.contains("chunked"))
  }

  @Test(
    "a response expression cannot set headers that frame the message",
    arguments: [#""Content-Length": "99""#, #""Transfer-Encoding": "chunked""#])
  func framing(header: String) async throws {
    let text = try await answer("POST", to: "={body: \"text\", headers: {\(header)}}")
    #expect(!text.contains("99") && !text.contains("chunked") && !text.hasSuffix("text"), "\(text)")
  }

  @Test("a HEAD gets only the headers of the response")
  func head() async throws {
    let text = try await answer("HEAD", to: #"={body: "text"}"#)
    #expect(text.hasPrefix("HTTP/1.1 200 OK") && text.hasSuffix("\r\n\r\n"), "\(text)")
  }
}
