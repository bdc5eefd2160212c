/// A request that is ready to be sent.
struct OutgoingRequest: Sendable {
  var method: String
  var url: String
  var headers: [(name: String, value: String)] = []
  /// Nil sends none; an empty one is announced with its length 0.
  var body: [UInt8]?
  /// How long the answer may take once the request is sent, in seconds; nil waits without end.
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
  /// Whether this side gave up, because its task was cancelled.
  var isInterrupted = false
  var message: String
}

/// Sends requests and waits for the whole response; redirects come back as responses.
protocol HTTPTransport: Sendable {
  /// - Parameter willSend: is called once a connection is there, before the first byte goes out.
  ///   What it throws keeps the request from being sent.
  func send(
    _ request: OutgoingRequest, willSend: @escaping @Sendable () async throws -> Void
  ) async throws(TransportFailure) -> ReceivedResponse
}

extension HTTPTransport {
  func send(_ request: OutgoingRequest) async throws(TransportFailure) -> ReceivedResponse {
    try await send(request) {}
  }
}
