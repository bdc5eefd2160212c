import Connectors
import FoundationEssentials
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
  let log: ExecutorLog

  /// Responds to requests below `/2010-04-01`.
  func respond(to request: ServerRequest) async throws -> ServerResponse {
    do {
      return try await answer(request)
    } catch let error as TwilioError {
      return error.response
    }
  }

  private func answer(_ request: ServerRequest) async throws -> ServerResponse {
    try checkCredentials(request)
    let segments = request.segments.compactMap(\.self)
    guard segments.count >= 4, segments[1] == "Accounts",
      segments.count == request.segments.count
    else { throw Self.notFound(request) }
    let account = segments[2]
    let query = try form(request.query.utf8)
    switch (request.method, segments.count, segments[3]) {
    case ("POST", 4, "Messages.json"): return try await create(account, try form(request.body))
    case ("GET", 4, "Messages.json"): return try await list(account, query)
    case (_, 4, "Messages.json"): throw Self.notAllowed(request)
    case (_, 5, "Messages") where segments[4].hasSuffix(".json"):
      return try await single(request, account, sid: String(segments[4].dropLast(5)))
    default: throw Self.notFound(request)
    }
  }

  private func checkCredentials(_ request: ServerRequest) throws(TwilioError) {
    let header = request.header("authorization") ?? ""
    let encoded = header.lowercased().hasPrefix("basic ") ? header.dropFirst(6).trimmed : ""
    let credentials = Data(base64Encoded: encoded).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let parts = credentials.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw TwilioError(
        .unauthorized, "Authentication error: user name and password are needed")
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

  private func create(_ account: String, _ form: FormBody) async throws -> ServerResponse {
    let time = now()
    let new = try NewMessage(form, account: account, picked: numbers.current.picked, now: time)
    for name in new.unsupported { log.warning("\(name) of a message is not simulated.") }
    try await store.add(new.message)
    return .json(201, new.message.json(now: time, isNew: true))
  }

  private func single(
    _ request: ServerRequest, _ account: String, sid: String
  ) async throws -> ServerResponse {
    guard let message = try await store.message(sid, account: account) else {
      throw Self.notFound(request)
    }
    let time = now()
    switch request.method {
    case "GET": return .json(200, message.json(now: time))
    case "DELETE":
      guard message.status(now: time).isFinal else {
        throw TwilioError(
          .messageInProgress, "The message is still \(message.status(now: time).rawValue)")
      }
      try await store.remove(sid)
      return .empty(204)
    case "POST":
      let changed = try Self.changed(message, by: try form(request.body), now: time)
      if changed != message { try await store.update(changed) }
      return .json(200, changed.json(now: time))
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
      let present = message.status(now: now)
      guard present == .scheduled || present == .canceled else {
        throw TwilioError(
          .notCancelable,
          "Only a scheduled message can be canceled; this one is \(present.rawValue)")
      }
      changed.isCanceled = true
    }
    if changed != message { changed.changed = now }
    return changed
  }

  private func list(_ account: String, _ query: FormBody) async throws -> ServerResponse {
    let filter = try MessageFilter(query)
    let time = now()
    let messages = try await store.messages(account: account).reversed()
      .filter { filter.includes($0, now: time) }
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
        ("messages", .array(page.messages.map { $0.json(now: time) })),
        ("next_page_uri", uri(queries.next)), ("previous_page_uri", uri(queries.previous)),
        ("uri", uri(queries.own)),
      ]))
  }
}
