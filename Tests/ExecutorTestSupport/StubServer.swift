import NIOCore
import NIOPosix
import Synchronization

/// A server on the loopback interface that sends prepared responses, byte by byte.
package final class StubServer: Sendable {
  package struct Request: Sendable {
    /// The request line and the headers.
    package var head: String
    package var body: String

    package var target: String { String(head.split(separator: " ")[1]) }
    package var method: String { String(head.prefix { $0 != " " }) }
  }

  package enum Answer: Sendable {
    case bytes([UInt8])
    case reset
    case silence

    package static func http(
      _ status: String = "200 OK", headers: [String] = [], _ body: [UInt8] = []
    ) -> Answer {
      let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.count)", "", ""]
      return .bytes(Array(lines.joined(separator: "\r\n").utf8) + body)
    }
  }

  private let seen = Mutex<[Request]>([])
  private let answer: @Sendable (Request, Int) -> Answer
  private let port = Mutex(0)

  private init(_ answer: @escaping @Sendable (Request, Int) -> Answer) { self.answer = answer }

  package var requests: [Request] { seen.withLock { $0 } }
  package var origin: String { "http://127.0.0.1:\(port.withLock { $0 })" }

  /// - Parameter answer: receives the request and the number of requests before it.
  package static func with<Value>(
    _ answer: @escaping @Sendable (Request, Int) -> Answer = { _, _ in .http() },
    _ body: (StubServer) async throws -> Value
  ) async throws -> Value {
    let server = StubServer(answer)
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 512)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Connection(server))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    server.port.withLock { $0 = channel.localAddress?.port ?? 0 }
    do {
      let value = try await body(server)
      try await channel.close()
      return value
    } catch {
      try await channel.close()
      throw error
    }
  }

  /// Returns once the given number of requests has arrived.
  package func wait(untilRequests count: Int) async throws {
    while requests.count < count { try await Task.sleep(for: .milliseconds(5)) }
  }

  fileprivate func receive(_ request: Request) -> Answer {
    let count = seen.withLock { seen in
      seen.append(request)
      return seen.count - 1
    }
    return answer(request, count)
  }
}

private final class Connection: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let server: StubServer
  private var text = ""

  init(_ server: StubServer) { self.server = server }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    text += String(buffer: unwrapInboundIn(data))
    while let end = text.firstRange(of: "\r\n\r\n") {
      let head = String(text[..<end.lowerBound])
      let length = head.split(separator: "\r\n").first {
        $0.lowercased().hasPrefix("content-length:")
      }
      .flatMap { Int($0.drop { $0 != ":" }.dropFirst(2)) }
      let rest = Array(text[end.upperBound...].utf8)
      guard rest.count >= length ?? 0 else { return }
      let body = String(decoding: rest.prefix(length ?? 0), as: UTF8.self)
      text = String(decoding: rest.dropFirst(length ?? 0), as: UTF8.self)
      switch server.receive(StubServer.Request(head: head, body: body)) {
      case .bytes(let bytes):
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
      case .reset:
        // Closing without waiting for sent data resets the connection.
        (context.channel as? any SocketOptionProvider)?
          .setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in }
        context.close(promise: nil)
      case .silence: break
      }
    }
  }
}
