import EngineProtocol
import HTTP

/// Sends one job's request, follows redirects if the model wants that, and notes
/// requests that must not be repeated.
struct HTTPCall: Sendable {
  let transport: any HTTPTransport
  let destination: Destination
  let engine: any ProcessEngine
  let job: EngineKey
  let input: HTTPInput
  /// Values that must not reach another origin.
  let mask: SecretMask

  private static let maximumRedirects = 20
  private static let maximumBodySize = 50 * 1024 * 1024

  /// - Parameter original: the request with the model's URL.
  func response(to original: OutgoingRequest) async throws(ConnectorError) -> ReceivedResponse {
    var request = original
    request.url = try destination.resolve(original.url)
    let description = mask.masking("\(original.method) to \(original.host)")
    // Whether a request that must not be repeated got a response.
    var isAnswered = false
    for _ in 0...Self.maximumRedirects {
      let response = try await send(request, description, isAnswered: isAnswered)
      guard input.followsRedirects,
        var next = try request.redirected(
          by: response, credentials: input.authentication.headerNames, mask)
      else { return try decoded(response, request.host) }
      isAnswered = isAnswered || next.method != request.method
      next.url = try destination.resolve(next.url)
      request = next
    }
    throw ConnectorError(
      kind: .service, code: "408", message: "More than \(Self.maximumRedirects) redirects.")
  }

  private func send(
    _ request: OutgoingRequest, _ description: String, isAnswered: Bool
  ) async throws(ConnectorError) -> ReceivedResponse {
    let mayRepeat = input.method.isIdempotent
    do {
      return try await transport.send(request) {
        if !mayRepeat { try await engine.noteRequest(description, of: job) }
      }
    } catch {
      let wasSent = error.wasSent || isAnswered
      if !mayRepeat, !wasSent {
        // If this fails, the next attempt reports an unknown outcome, which somebody then checks.
        try? await engine.noteRequest(nil, of: job)
      }
      if error.isInterrupted {
        throw ConnectorError(kind: .interrupted, message: error.message)
      }
      guard wasSent, !mayRepeat else {
        throw ConnectorError(kind: .service, code: "408", message: error.message)
      }
      throw .unknownOutcome("\(error.message) The \(description) was sent", host: request.host)
    }
  }

  private func decoded(
    _ response: ReceivedResponse, _ host: String
  ) throws(ConnectorError) -> ReceivedResponse {
    do { return try response.decoded(limit: Self.maximumBodySize) } catch {
      // For an error response, the status matters more than the body.
      if response.status >= 400 { return response }
      throw .input("Cannot read the response body of \(host): \(error.message).")
    }
  }
}
