import AsyncHTTPClient
import Dispatch
package import HTTP
import NIOCore
import NIOHTTP1
import Synchronization

/// The HTTP client of all connectors, with one connection pool for each proxy.
package final class HTTPClientTransport: HTTPTransport {
  /// By proxy; nil for direct connections.
  private let clients = Mutex<[ProxySettings.Server?: HTTPClient]>([:])
  private let proxies: ProxySettings
  private let connections: Int
  private let gates = SendGates()
  private static let maximumBodySize = 50 * 1024 * 1024

  /// Creates a client, which must be shut down.
  /// - Parameter connections: the maximum number of concurrent requests per host.
  package init(connections: Int = 8, proxies: ProxySettings = .none) {
    self.connections = connections
    self.proxies = proxies
  }

  private func client(for url: String) -> HTTPClient {
    let server = URLParts(url).flatMap(proxies.server)
    return clients.withLock { clients in
      if let client = clients[server] { return client }
      let client = newClient(server)
      clients[server] = client
      return client
    }
  }

  private func newClient(_ proxy: ProxySettings.Server?) -> HTTPClient {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // Keep header names as received.
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(20)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
    // A refused connection is a result; the job's own retries decide about another attempt.
    configuration.connectionPool.retryConnectionEstablishment = false
    // A connection about to be closed by the server would make a POST's outcome unknown.
    configuration.connectionPool.idleTimeout = .seconds(2)
    configuration.http1_1ConnectionDebugInitializer = gates.install
    configuration.proxy = proxy.map { proxy in
      .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.credentials.map { .basic(username: $0.user, password: $0.password) })
    }
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Closes the connections; pending requests fail.
  package func shutdown() async throws {
    for client in clients.withLock({ Array($0.values) }) { try await client.shutdown() }
  }

  // A client must be shut down before it is released, even after a failed start; a second shutdown
  // does nothing.
  deinit {
    for client in clients.withLock({ Array($0.values) }) {
      client.shutdown(queue: .global()) { _ in }
    }
  }

  /// Sends a request, and waits for the whole response.
  package func send(
    _ request: OutgoingRequest, willSend: @escaping @Sendable () async throws -> Void
  ) async throws(TransportFailure) -> ReceivedResponse {
    let gate = SendGate(willSend)
    let id = gates.add(gate)
    let result = await Result { try await exchange(request, gate, id) }
    gates.remove(id)
    do { return try result.get() } catch {
      let wasSent = await gate.close()
      if let refusal = gate.refusal {
        throw TransportFailure(
          wasSent: wasSent, isTimeout: false, message: "The request was not sent (\(refusal)).")
      }
      throw Self.failure(error, wasSent: wasSent, request)
    }
  }

  private func exchange(
    _ request: OutgoingRequest, _ gate: SendGate, _ id: String
  ) async throws -> ReceivedResponse {
    var message = HTTPClientRequest(url: HostName.asciiURL(request.url))
    message.method = HTTPMethod(rawValue: request.method)
    message.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    message.headers.replaceOrAdd(name: SendGates.header, value: id)
    if let body = request.body { message.body = .bytes(ByteBuffer(bytes: body)) }
    return try await withThrowingTaskGroup(of: ReceivedResponse.self) { group in
      defer { group.cancelAll() }
      group.addTask { [message] in try await self.answer(to: message) }
      if let timeout = request.timeout {
        group.addTask {
          await gate.opened()
          try await Task.sleep(for: .seconds(timeout))
          throw HTTPClientError.deadlineExceeded
        }
      }
      guard let response = try await group.next() else { throw CancellationError() }
      return response
    }
  }

  private func answer(to message: HTTPClientRequest) async throws -> ReceivedResponse {
    // The request's timeout is measured by `exchange`, from when it is sent.
    let client = client(for: message.url)
    let response = try await client.execute(message, timeout: .hours(24 * 365))
    let body = try await response.body.collect(upTo: Self.maximumBodySize)
    // A body that cancellation cut off ends like a complete one.
    try Task.checkCancellation()
    return ReceivedResponse(
      status: Int(response.status.code), reason: response.status.reasonPhrase,
      headers: response.headers.map { (name: $0.name, value: $0.value) },
      body: Array(body.readableBytesView))
  }

  private static func failure(
    _ error: any Error, wasSent: Bool, _ request: OutgoingRequest
  ) -> TransportFailure {
    let host = URLParts(request.url)?.host ?? "the host"
    var failure = TransportFailure(wasSent: wasSent, isTimeout: false, message: "")
    switch error {
    case let error where error is CancellationError || error as? HTTPClientError == .cancelled:
      failure.isInterrupted = true
      failure.message = "The request to \(host) was interrupted."
    case let error as HTTPClientError
    where [.connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout].contains(error):
      failure.isTimeout = true
      failure.message = "Connecting to \(host) timed out."
    case let error as HTTPClientError where [.deadlineExceeded, .readTimeout].contains(error):
      failure.isTimeout = true
      failure.message = "\(host) did not respond within \(request.timeout ?? 0) seconds."
    case let error as HTTPClientError where error == .remoteConnectionClosed && wasSent:
      failure.message = "\(host) closed the connection before its response was complete."
    case is NIOTooManyBytesError:
      failure.message = "The response of \(host) is larger than \(maximumBodySize) bytes."
    default:
      failure.message =
        wasSent
        ? "The connection to \(host) was lost (\(error))."
        : "Cannot connect to \(host) (\(error))."
    }
    return failure
  }
}

extension Result where Failure == any Error {
  /// The result of an asynchronous body.
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
