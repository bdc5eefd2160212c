import Connectors
import EngineProtocol
import HTTP
import JSON

/// The simulator's own API: the phones' side of the conversation.
struct SimulatorAPI: Sendable {
  let store: SimulatorStore
  let numbers: ServedNumbers
  let incoming: IncomingMessages
  let credentials: SimulatorCredentials
  let now: @Sendable () -> Int64

  /// Responds to requests below `/simulator`.
  ///
  /// `POST /simulator/messages` `{from, to?, body, mediaUrls?, method?, fields?}` sends a text to a
  /// number, with additional fields of Twilio's request such as `{"ProfileName": "Ann"}`; `GET
  /// /simulator/messages` returns the conversation, `?number=…` that of one phone; `GET
  /// /simulator/numbers` returns the numbers and their webhooks; `GET /simulator/account` the account
  /// SID, and the auth token if it is simulated and thus no secret.
  func respond(to request: ServerRequest) async throws -> ServerResponse {
    if let response = try await respondToScript(request) { return response }
    let segments = request.segments
    if request.method == "GET", segments.count == 3, segments[1] == "media" {
      guard let file = try await store.content(ofMedia: segments[2] ?? "") else {
        return .refusal(404, "There is no file at \(request.path).")
      }
      return ServerResponse(
        status: 200, headers: [("Content-Type", file.type)], body: file.bytes)
    }
    switch (request.method, segments.last ?? nil) {
    case ("POST", "messages"): return try await receive(request)
    case ("GET", "messages"): return try await conversation(request)
    case ("GET", "numbers"):
      let list = numbers.webhookIDs.map { entry in
        JSONValue.object([
          ("number", .string(entry.number)), ("webhook", .string(entry.webhook)),
        ])
      }
      return .json(200, .object([("numbers", .array(list))]))
    case ("GET", "account"):
      return .json(
        200,
        .object([
          ("sid", .string(credentials.accountSID)),
          ("authToken", JSONValue(credentials.simulatedToken)),
        ]))
    default: return .refusal(404, "The simulator has no resource at \(request.path).")
    }
  }

  private func receive(_ request: ServerRequest) async throws -> ServerResponse {
    guard request.mediaType == "application/json" else {
      return .refusal(415, "The message must be sent as application/json.")
    }
    let json: JSONValue
    do { json = SecretHole.neutralizing(try JSONValue(parsing: request.body)) } catch {
      return .refusal(400, "The body is not valid JSON: \(error.message), at byte \(error.offset).")
    }
    do {
      let delivery = try await incoming.receive(try TextMessage(json), method: try method(json))
      return .json(200, delivery.json)
    } catch let refusal as IncomingMessages.Refusal {
      return .refusal(400, refusal.message)
    } catch let error as ConnectorError {
      return .refusal(400, error.message)
    }
  }

  private func method(_ json: JSONValue) throws(IncomingMessages.Refusal) -> String? {
    guard let value = json["method"], value != .null else { return nil }
    guard let method = value.string?.uppercased(), ["GET", "POST"].contains(method) else {
      throw .init(message: "The method must be GET or POST.")
    }
    return method
  }

  private func conversation(_ request: ServerRequest) async throws -> ServerResponse {
    let number: String?
    do { number = try FormBody(parsing: request.query.utf8)["number"] } catch {
      return .refusal(400, "The query is malformed: \(error.message).")
    }
    try await Carrier(store: store, numbers: numbers).advance(to: now())
    let messages = try await store.messages().filter {
      number == nil || $0.from == number || $0.to == number
    }
    return .json(200, .object([("messages", .array(messages.map { $0.json() }))]))
  }
}
