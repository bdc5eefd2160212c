package import HTTP
import Synchronization

/// Returns prepared responses, and records what was sent.
package final class FakeTransport: HTTPTransport {
  package typealias Answer = Result<ReceivedResponse, TransportFailure>

  private let sent = Mutex<[OutgoingRequest]>([])
  private let answer: @Sendable (OutgoingRequest, Int) -> Answer

  /// - Parameter answer: receives the request and the number of requests before it.
  package init(_ answer: @escaping @Sendable (OutgoingRequest, Int) -> Answer) {
    self.answer = answer
  }

  package convenience init(
    _ status: Int = 200, _ body: String = "", headers: [(name: String, value: String)] = []
  ) {
    self.init { _, _ in .success(.answer(status, body, headers: headers)) }
  }

  package var requests: [OutgoingRequest] { sent.withLock { $0 } }

  package func send(
    _ request: OutgoingRequest, willSend: @escaping @Sendable () async throws -> Void
  ) async throws(TransportFailure) -> ReceivedResponse {
    let count = sent.withLock { sent in
      sent.append(request)
      return sent.count - 1
    }
    let answer = answer(request, count)
    if case .failure(let failure) = answer, !failure.wasSent { throw failure }
    do { try await willSend() } catch {
      throw TransportFailure(wasSent: false, isTimeout: false, message: "\(error)")
    }
    return try answer.get()
  }
}

extension ReceivedResponse {
  package static func answer(
    _ status: Int, _ body: String = "", headers: [(name: String, value: String)] = []
  ) -> ReceivedResponse {
    ReceivedResponse(
      status: status, reason: status == 404 ? "Not Found" : "", headers: headers,
      body: Array(body.utf8))
  }
}
