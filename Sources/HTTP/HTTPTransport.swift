/// Why a request got no response.
package struct TransportFailure: Error {
  /// Whether the server may have received the request.
  package var wasSent: Bool
  /// Whether the request timed out.
  package var isTimeout: Bool
  /// Whether this side gave up because its task was cancelled.
  package var isInterrupted: Bool
  /// The cause, for display.
  package var message: String

  /// Creates a failure, by default one that this side did not cause.
  package init(wasSent: Bool, isTimeout: Bool, isInterrupted: Bool = false, message: String) {
    self.wasSent = wasSent
    self.isTimeout = isTimeout
    self.isInterrupted = isInterrupted
    self.message = message
  }
}

/// Sends requests and waits for the whole response; redirects are returned, not followed.
package protocol HTTPTransport: Sendable {
  /// - Parameter willSend: called once a connection exists, before the first byte is sent. If it
  ///   throws, the request is not sent.
  func send(
    _ request: OutgoingRequest, willSend: @escaping @Sendable () async throws -> Void
  ) async throws(TransportFailure) -> ReceivedResponse
}

extension HTTPTransport {
  /// Sends a request that needs no preparation.
  package func send(_ request: OutgoingRequest) async throws(TransportFailure) -> ReceivedResponse {
    try await send(request) {}
  }
}
