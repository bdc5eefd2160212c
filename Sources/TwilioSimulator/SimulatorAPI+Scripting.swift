import GRDB
import HTTP
import JSON
import Text

/// What scripts can set up and look at: the fate of messages to a phone, faults of Twilio's API, and
/// the requests that were made.
extension SimulatorAPI {
  /// Responds to requests below `/simulator/phones`, `/simulator/faults` and `/simulator/events`.
  /// - Returns: nil for other requests.
  func respondToScript(_ request: ServerRequest) async throws -> ServerResponse? {
    let segments = request.segments
    do {
      switch (request.method, segments.count > 1 ? segments[1] : nil, segments.count) {
      case ("PUT", "phones", 3): return try await setPhone(request, segments[2] ?? "")
      case ("DELETE", "phones", 3):
        try await store.setOutcome(nil, of: segments[2] ?? "")
        return .empty(204)
      case ("GET", "phones", 2):
        let phones = try await store.phones().map { phone in
          Self.json(phone.number, phone.outcome)
        }
        return .json(200, .object([("phones", .array(phones))]))
      case ("POST", "faults", 2):
        let fault = try InjectedFault(try body(request))
        try await store.add(fault)
        return .json(201, fault.json)
      case ("GET", "faults", 2):
        let faults = try await store.faults().map(\.json)
        return .json(200, .object([("faults", .array(faults))]))
      case ("DELETE", "faults", 2):
        try await store.removeFaults()
        return .empty(204)
      case ("GET", "events", 2):
        let events = try await store.events().map(\.json)
        return .json(200, .object([("events", .array(events))]))
      default: return nil
      }
    } catch let refusal as IncomingMessages.Refusal {
      return .refusal(400, refusal.message)
    }
  }

  private func body(_ request: ServerRequest) throws(IncomingMessages.Refusal) -> JSONValue {
    do { return try JSONValue(parsing: request.body) } catch {
      throw .init(message: "The body is not valid JSON: \(error.message).")
    }
  }

  private func setPhone(_ request: ServerRequest, _ number: String) async throws -> ServerResponse {
    guard PhoneNumber.plain(number).isE164 else {
      throw IncomingMessages.Refusal(
        message: "'\(number)' is not a phone number such as +4915112345678.")
    }
    let json = try body(request)
    var outcome = DeliveryOutcome()
    if let status = json["status"] {
      guard let status = status.string.flatMap(TwilioMessage.Status.init),
        DeliveryOutcome.statuses.contains(status)
      else {
        throw IncomingMessages.Refusal(
          message: "The member 'status' must be one of "
            + DeliveryOutcome.statuses.map(\.rawValue).sorted().joined(separator: ", ") + ".")
      }
      outcome.status = status
    }
    if let code = json["errorCode"], code != .null {
      guard let code = code.int, 10_000...99_999 ~= code else {
        throw IncomingMessages.Refusal(
          message: "The member 'errorCode' must be a code of Twilio, such as 30003.")
      }
      outcome.errorCode = code
    }
    if let delay = json["delay"], delay != .null {
      guard let delay = delay.int, 0...86_400_000 ~= delay else {
        throw IncomingMessages.Refusal(
          message: "The member 'delay' must be a number of milliseconds up to one day.")
      }
      outcome.delay = Int64(delay)
    }
    outcome.reportsSending = json["reportsSending"]?.bool ?? false
    try await store.setOutcome(outcome, of: number)
    return .json(200, Self.json(PhoneNumber.plain(number), outcome))
  }

  private static func json(_ number: String, _ outcome: DeliveryOutcome) -> JSONValue {
    .object([
      ("number", .string(number)), ("status", .string(outcome.status.rawValue)),
      ("errorCode", JSONValue(outcome.errorCode)), ("delay", JSONValue(Int(outcome.delay))),
      ("reportsSending", .bool(outcome.reportsSending)),
    ])
  }
}

extension SimulatorStore {
  /// The phones whose outcome was set.
  func phones() async throws -> [(number: String, outcome: DeliveryOutcome)] {
    try await queue.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM phone ORDER BY number")
        .map { (number: $0["number"], outcome: try Self.value($0)) }
    }
  }
}
