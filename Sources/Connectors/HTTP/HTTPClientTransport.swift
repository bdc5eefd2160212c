import AsyncHTTPClient
import Dispatch
package import HTTP
import NIOCore
import NIOHTTP1

/// One client for all connectors, and so one pool of connections.
package final class HTTPClientTransport: HTTPTransport {
  private let client: HTTPClient
  private let gates = SendGates()
  private static let longestBody = 50 * 1024 * 1024

  /// Makes a client; it must be shut down.
  /// - Parameter connections: how many requests to one host may be under way at once.
  package init(connections: Int = 8) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    // Header names as the other side writes them.
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(20)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
    // A refused connection is an answer; the job's own retries decide about another try.
    configuration.connectionPool.retryConnectionEstablishment = false
    // A connection that the other side is about to close would make a POST's outcome unknown.
    configuration.connectionPool.idleTimeout = .seconds(2)
    configuration.http1_1ConnectionDebugInitializer = gates.install
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Closes the connections. What is under way fails.
  package func shutdown() async throws { try await client.shutdown() }

  // A client must be shut down before it goes, also after a start that failed; a second time
  // does nothing.
  deinit { client.shutdown(queue: .global()) { _ in } }

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
    var message = HTTPClientRequest(url: request.url)
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
    // The time that a request may take is counted from its sending, by `exchange`.
    let response = try await client.execute(message, timeout: .hours(24 * 365))
    let body = try await response.body.collect(upTo: Self.longestBody)
    // A body that was cut off by cancellation ends like one that is complete.
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
      failure.message = "No connection to \(host) in time."
    case let error as HTTPClientError where [.deadlineExceeded, .readTimeout].contains(error):
      failure.isTimeout = true
      failure.message = "\(host) gave no answer within \(request.timeout ?? 0) seconds."
    case let error as HTTPClientError where error == .remoteConnectionClosed && wasSent:
      failure.message = "\(host) closed the connection before its answer was complete."
    case is NIOTooManyBytesError:
      failure.message = "\(host) answers with more than \(longestBody) bytes."
    default:
      failure.message =
        wasSent
        ? "The connection to \(host) broke off (\(error))."
        : "No connection to \(host) (\(error))."
    }
    return failure
  }
}

extension Result where Failure == any Error {
  /// What a body returns or throws.
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
