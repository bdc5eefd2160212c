import AsyncHTTPClient
import Dispatch
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A request that is ready to be sent.
struct OutgoingRequest: Sendable {
  var method: String
  var url: String
  var headers: [(name: String, value: String)] = []
  /// Nil sends none; an empty one is announced with its length 0.
  var body: [UInt8]?
  /// How long everything may take, in seconds; nil waits without end.
  var timeout: Int? = 20
}

/// What came back.
struct ReceivedResponse: Sendable {
  var status: Int
  var reason: String
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why nothing came back.
struct TransportFailure: Error {
  /// Whether the other side may have got the request.
  var wasSent: Bool
  var isTimeout: Bool
  var message: String
}

/// Sends requests and waits for the whole response; redirects come back as responses.
protocol HTTPTransport: Sendable {
  func send(_ request: OutgoingRequest) async throws(TransportFailure) -> ReceivedResponse
}

/// One client for all connectors, and so one pool of connections.
final class HTTPClientTransport: HTTPTransport {
  private let client: HTTPClient
  private let longestBody = 50 * 1024 * 1024

  init() {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // Header names as the other side writes them.
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(20)
    // A refused connection is an answer; the job's own retries decide about another try.
    configuration.connectionPool.retryConnectionEstablishment = false
    // A connection that the other side is about to close would make a POST's outcome unknown.
    configuration.connectionPool.idleTimeout = .seconds(2)
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  func shutdown() async throws { try await client.shutdown() }

  // A client must be shut down before it goes, also after a start that failed; a second time
  // does nothing.
  deinit { client.shutdown(queue: .global()) { _ in } }

  func send(_ request: OutgoingRequest) async throws(TransportFailure) -> ReceivedResponse {
    let upload = Upload()
    do {
      return try await exchange(request, upload)
    } catch {
      // Without a body there is no sign of its being sent; then assume it.
      let hasSign = !(request.body ?? []).isEmpty
      let wasSent = upload.hasBegun || !hasSign && !Self.isRefusal(error)
      throw Self.failure(error, wasSent: wasSent, request)
    }
  }

  private func exchange(
    _ request: OutgoingRequest, _ upload: Upload
  ) async throws -> ReceivedResponse {
    var message = HTTPClientRequest(url: request.url)
    message.method = HTTPMethod(rawValue: request.method)
    message.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    if let body = request.body {
      message.body = .stream(upload.chunks(of: body), length: .known(Int64(body.count)))
    }
    let timeout = request.timeout.map { TimeAmount.seconds(Int64($0)) } ?? .hours(24 * 365)
    let response = try await client.execute(message, timeout: timeout)
    let body = try await response.body.collect(upTo: longestBody)
    return ReceivedResponse(
      status: Int(response.status.code), reason: response.status.reasonPhrase,
      headers: response.headers.map { (name: $0.name, value: $0.value) },
      body: Array(body.readableBytesView))
  }

  /// Whether no connection came about: a name without address, or nobody at that port.
  private static func isRefusal(_ error: any Error) -> Bool {
    error is NIOConnectionError || (error as? IOError)?.errnoCode == ECONNREFUSED
  }

  private static func failure(
    _ error: any Error, wasSent: Bool, _ request: OutgoingRequest
  ) -> TransportFailure {
    let host = URLParts(request.url)?.host ?? "the host"
    switch error {
    case let error as HTTPClientError
    where [.connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout].contains(error):
      return TransportFailure(
        wasSent: false, isTimeout: true, message: "No connection to \(host) in time.")
    case let error as HTTPClientError where [.deadlineExceeded, .readTimeout].contains(error):
      return TransportFailure(
        wasSent: wasSent, isTimeout: true,
        message: "\(host) gave no answer within \(request.timeout ?? 0) seconds.")
    case let error as HTTPClientError where error == .remoteConnectionClosed:
      return TransportFailure(
        wasSent: wasSent, isTimeout: false,
        message: "\(host) closed the connection before its answer was complete.")
    default:
      return TransportFailure(
        wasSent: wasSent, isTimeout: false,
        message: wasSent
          ? "The connection to \(host) broke off (\(error))."
          : "No connection to \(host) (\(error)).")
    }
  }

  /// A body that knows whether anyone has begun to send it, which happens once a connection is
  /// there: the only certain sign that the other side got nothing is that this has not begun.
  private final class Upload: Sendable {
    private let begun = Mutex(false)
    var hasBegun: Bool { begun.withLock { $0 } }

    func chunks(of bytes: [UInt8]) -> AsyncStream<ByteBuffer> {
      let source = Source(bytes.isEmpty ? nil : ByteBuffer(bytes: bytes))
      return AsyncStream {
        self.begun.withLock { $0 = true }
        return source.take()
      }
    }

    private final class Source: Sendable {
      private let rest: Mutex<ByteBuffer?>
      init(_ buffer: ByteBuffer?) { rest = Mutex(buffer) }

      func take() -> ByteBuffer? {
        rest.withLock { buffer in
          defer { buffer = nil }
          return buffer
        }
      }
    }
  }
}
