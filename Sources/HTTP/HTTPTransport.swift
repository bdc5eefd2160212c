/// Why nothing came back.
package struct TransportFailure: Error {
  /// Whether the other side may have got the request.
  package var wasSent: Bool
  /// Whether the time was over.
  package var isTimeout: Bool
  /// Whether this side gave up, because its task was cancelled.
  package var isInterrupted: Bool
  /// What happened, for people.
  package var message: String

  /// Makes a failure, by default one that this side did not cause.
  package init(wasSent: Bool, isTimeout: Bool, isInterrupted: Bool = false, message: String) {
    self.wasSent = wasSent
    self.isTimeout = isTimeout
    self.isInterrupted = isInterrupted
    self.message = message
  }
}

/// Sends requests and waits for the whole response; redirects come back as responses.
package protocol HTTPTransport: Sendable {
  /// - Parameter willSend: is called once a connection is there, before the first byte goes out.
  ///   What it throws keeps the request from being sent.
  func send(
    _ request: OutgoingRequest, willSend: @escaping @Sendable () async throws -> Void
  ) async throws(TransportFailure) -> ReceivedResponse
}

extension HTTPTransport {
  /// Sends a request for whose sending nothing has to be prepared.
  package func send(_ request: OutgoingRequest) async throws(TransportFailure) -> ReceivedResponse {
    try await send(request) {}
  }
}
