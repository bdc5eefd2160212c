import HTTP
import JSON
import Text

/// Twilio's API for messages, backed by the simulator's store.
///
/// A request that Twilio rejects gets a `TwilioError`.
struct TwilioAPI: Sendable {
  let store: SimulatorStore
  let numbers: ServedNumbers
  /// Milliseconds since 1970.
  let now: @Sendable () -> Int64
  let credentials: SimulatorCredentials

  private var carrier: Carrier { Carrier(store: store, numbers: numbers) }

  /// Responds to requests below `/2010-04-01`.
  func respond(to request: ServerRequest) async throws -> ServerResponse {
    do {
      return try await answer(request)
    } catch let error as TwilioError {
      return error.response
    }
  }

  private func answer(_ request: ServerRequest) async throws -> ServerResponse {
    let segments = request.segments.compactMap(\.self)
    guard segments.count >= 4, segments[1] == "Accounts",
      segments.count == request.segments.count
    else {
      _ = try credentials.access(request, to: nil)
      throw Self.notFound(request)
    }
    let (account, access) = try credentials.access(request, to: segments[2])
    guard access == .live || (request.method, segments[3]) == ("POST", "Messages.json") else {
      throw TwilioError(
        .testCredentials, "Test credentials can only be used to create messages.")
    }
    try await carrier.advance(to: now())
    let query = try form(request.query.utf8)
    switch (request.method, segments.count, segments[3]) {
    case ("POST", 4, "Messages.json"):
      return try await create(account, access, try form(request.body))
    case ("GET", 4, "Messages.json"): return try await list(account, query)
    case (_, 4, "Messages.json"): throw Self.notAllowed(request)
    case (_, 5, "Messages") where segments[4].hasSuffix(".json"):
      return try await single(request, account, sid: String(segments[4].dropLast(5)))
    default: throw Self.notFound(request)
    }
  }

  private func form(_ bytes: some Collection<UInt8>) throws(TwilioError) -> FormBody {
    do { return try FormBody(parsing: bytes) } catch {
      throw TwilioError(.invalidParameter, "The parameters are malformed")
    }
  }

  private static func notFound(_ request: ServerRequest) -> TwilioError {
    TwilioError(
      .notFound, "The requested resource \(request.path) was not found")
  }

  private static func notAllowed(_ request: ServerRequest) -> TwilioError {
    TwilioError(.methodNotAllowed, "Method \(request.method) is not allowed here")
  }

  private func create(
    _ account: String, _ access: SimulatorCredentials.Access, _ form: FormBody
  ) async throws -> ServerResponse {
    let parameters = MessageParameters(form)
    let time = now()
    let context = try await SendingContext(parameters, access, store, numbers.current, now: time)
    let new = try NewMessage(parameters, account: account, context, now: time)
    if access == .live { try await store.add(new.message) }
    return .json(201, new.message.json(isNew: true))
  }

  private func single(
    _ request: ServerRequest, _ account: String, sid: String
  ) async throws -> ServerResponse {
    guard let message = try await store.message(sid, account: account) else {
      throw Self.notFound(request)
    }
    switch request.method {
    case "GET": return .json(200, message.json())
    case "DELETE":
      guard message.status.isFinal else {
        throw TwilioError(
          .messageInProgress, "The message is still \(message.status.rawValue)")
      }
      try await store.remove(sid)
      return .empty(204)
    case "POST":
      var changed = try Self.changed(message, by: try form(request.body), now: now())
      if changed != message { changed = try await carrier.update(changed, now: now()) }
      return .json(200, changed.json())
    default: throw Self.notAllowed(request)
    }
  }

  /// The body can be redacted, and a scheduled message can be canceled; nothing else can be
  /// changed.
  private static func changed(
    _ message: TwilioMessage, by fields: FormBody, now: Int64
  ) throws(TwilioError) -> TwilioMessage {
    var changed = message
    if let body = fields["Body"] {
      guard body.isEmpty else {
        throw TwilioError(
          .invalidParameter, "The body of a message can only be made empty")
      }
      changed.body = ""
    }
    if let status = fields["Status"] {
      guard status == "canceled" else {
        throw TwilioError(.invalidParameter, "Status can only be set to canceled")
      }
      let present = message.status
      guard present == .scheduled || present == .canceled else {
        throw TwilioError(
          .notCancelable,
          "Only a scheduled message can be canceled; this one is \(present.rawValue)")
      }
      if present == .scheduled {
        changed.steps = [MessageStep(status: .canceled, time: now)]
      }
    }
    if changed != message { changed.updated = now }
    return changed
  }

  private func list(_ account: String, _ query: FormBody) async throws -> ServerResponse {
    let filter = try MessageFilter(query)
    let messages = try await store.messages(account: account).reversed()
      .filter { filter.includes($0) }
    let page = try MessagePage(query, of: messages)
    let queries = page.queries(query)
    let uri = { (query: String?) in
      JSONValue(query.map { "/2010-04-01/Accounts/\(account)/Messages.json?\($0)" })
    }
    return .json(
      200,
      .object([
        ("first_page_uri", uri(queries.first)), ("start", JSONValue(page.start)),
        ("end", JSONValue(page.end)), ("page", JSONValue(page.number)),
        ("page_size", JSONValue(page.size)),
        ("messages", .array(page.messages.map { $0.json() })),
        ("next_page_uri", uri(queries.next)), ("previous_page_uri", uri(queries.previous)),
        ("uri", uri(queries.own)),
      ]))
  }
}
