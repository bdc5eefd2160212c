import Connectors
import HTTP
import JSON
import Text

/// Twilio's APIs for messages, numbers and services, backed by the simulator's store.
///
/// A request that Twilio rejects gets a `TwilioError`. The newer APIs have hosts of their own at
/// Twilio; here their paths distinguish them.
struct TwilioAPI: Sendable {
  let store: SimulatorStore
  let numbers: ServedNumbers
  /// Milliseconds since 1970.
  let now: @Sendable () -> Int64
  let credentials: SimulatorCredentials
  /// The base URL of the project's webhooks.
  var publicURL = ""
  /// When the account was created: the start of the simulator, in milliseconds since 1970.
  var started: Int64 = 0

  var carrier: Carrier { Carrier(store: store, numbers: numbers) }

  /// Responds to requests below `/2010-04-01`, `/v1` and `/v2/PhoneNumbers`.
  func respond(to request: ServerRequest) async throws -> ServerResponse {
    var response: ServerResponse
    do {
      if let fault = try await store.takeFault(request.method, request.target) {
        try await Task.sleep(for: .milliseconds(fault.delay))
        if let error = fault.error { throw error }
      }
      response = try await answer(request)
    } catch let error as TwilioError {
      response = error.response
    }
    response.headers += [
      ("Twilio-Request-Id", SimulatorStore.newSID("RQ")), ("Twilio-Concurrent-Requests", "1"),
      ("Twilio-Request-Duration", "0.001"),
    ]
    return response
  }

  private func answer(_ request: ServerRequest) async throws -> ServerResponse {
    let segments = request.segments.compactMap(\.self)
    let isComplete = segments.count == request.segments.count
    guard segments.first == "2010-04-01" else {
      let (account, access) = try credentials.access(request, to: nil)
      let call = try APICall(
        request, account, access, segments: Array(segments.dropFirst()))
      guard isComplete else { throw call.notFound }
      return try await answer(call, version: segments.first ?? "")
    }
    guard segments.count >= 3, segments[1] == "Accounts", isComplete else {
      let (account, access) = try credentials.access(request, to: nil)
      throw try APICall(request, account, access, segments: []).notFound
    }
    let sid = segments[2].hasSuffix(".json") ? String(segments[2].dropLast(5)) : segments[2]
    let (account, access) = try credentials.access(request, to: sid)
    let call = try APICall(
      request, account, access, segments: segments.count == 3 ? [] : Array(segments.dropFirst(3)))
    return try await answer(call)
  }

  /// The resources for which test credentials may be used.
  private static let testable: Set<String> = ["Messages", "IncomingPhoneNumbers"]

  private func answer(_ call: APICall) async throws -> ServerResponse {
    guard
      call.access == .live
        || call.method == "POST" && Self.testable.contains(call.resource) && call.rest.isEmpty
    else {
      throw TwilioError(
        .testCredentials, "Test credentials can only create messages and phone numbers.")
    }
    try await carrier.advance(to: now())
    // Only the content of media is requested without '.json'.
    let isContent = call.rest.count == 3 && call.rest[1] == "Media"
    guard call.isJSON || call.resource.isEmpty || isContent else { throw call.notFound }
    switch call.resource {
    case "": return try respondAboutAccount(call)
    case "Messages": return try await respondAboutMessages(call)
    case "IncomingPhoneNumbers": return try await respondAboutNumbers(call)
    case "Applications": return try await respondAboutApplications(call)
    case let name where Self.unsimulated.contains(name): throw call.notSimulated
    default: throw call.notFound
    }
  }

  /// Resources of Twilio's API that are not simulated.
  private static let unsimulated: Set<String> = [
    "Addresses", "AuthorizedConnectApps", "AvailablePhoneNumbers", "Balance", "Calls",
    "Conferences", "ConnectApps", "Keys", "Notifications", "OutgoingCallerIds", "Queues",
    "Recordings", "SIP", "SMS", "SigningKeys", "Tokens", "Transcriptions", "Usage",
  ]

  private func answer(_ call: APICall, version: String) async throws -> ServerResponse {
    guard call.access == .live else {
      throw TwilioError(
        .testCredentials, "Test credentials can only create messages and phone numbers.")
    }
    switch (version, call.resource) {
    case ("v1", "Services"): return try await respondAboutServices(call)
    case ("v1", "Content"): return try await respondAboutContent(call)
    case ("v2", "PhoneNumbers"): return try respondToLookup(call)
    default: throw call.notSimulated
    }
  }
}
