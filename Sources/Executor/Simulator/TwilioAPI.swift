import FoundationEssentials
import JSON

/// Twilio's API for messages, answered from the simulator's store.
///
/// Source: reference page camunda-and-twilio-apis, 3. The texts of the errors are ours.
struct TwilioAPI: Sendable {
  let store: SimulatorStore
  /// Milliseconds since 1970.
  let now: @Sendable () -> Int64
  var log = ExecutorLog.silent

  /// What Twilio answers a request that it refuses.
  struct Refusal: Error {
    var status: Int
    var code: Int
    var message: String

    var response: ServerResponse {
      .json(
        status,
        .object([
          ("code", JSONValue(code)), ("message", .string(message)),
          ("more_info", .string("https://www.twilio.com/docs/errors/\(code)")),
          ("status", JSONValue(status)),
        ]))
    }
  }

  /// Answers everything below `/2010-04-01`.
  func respond(to request: ServerRequest) async throws -> ServerResponse {
    do {
      return try await answer(request)
    } catch let refusal as Refusal {
      return refusal.response
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
    case ("POST", 4, "Messages.json"):
      let message = try NewMessage(try form(request.body), account: account)
      for name in message.unsupported { log.warning("\(name) of a message is not simulated.") }
      return try await create(message.message(now: now()))
    case ("GET", 4, "Messages.json"): return try await list(account, query)
    case (_, 5, "Messages") where segments[4].hasSuffix(".json"):
      return try await single(request, account, sid: String(segments[4].dropLast(5)))
    default: throw Self.notFound(request)
    }
  }

  private func checkCredentials(_ request: ServerRequest) throws(Refusal) {
    let header = request.header("authorization") ?? ""
    let encoded = header.lowercased().hasPrefix("basic ") ? header.dropFirst(6).trimmed : ""
    let credentials = Data(base64Encoded: encoded).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let parts = credentials.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw Refusal(
        status: 401, code: 20003,
        message: "Authentication error: user name and password are needed")
    }
  }

  private func form(_ bytes: some Collection<UInt8>) throws(Refusal) -> FormBody {
    do { return try FormBody(parsing: bytes) } catch {
      throw Refusal(status: 400, code: 20001, message: "The parameters are malformed")
    }
  }

  private static func notFound(_ request: ServerRequest) -> Refusal {
    Refusal(
      status: 404, code: 20404, message: "The requested resource \(request.path) was not found")
  }

  private func create(_ message: TwilioMessage) async throws -> ServerResponse {
    try await store.add(message)
    return .json(201, message.json(now: now()))
  }

  private func single(
    _ request: ServerRequest, _ account: String, sid: String
  ) async throws -> ServerResponse {
    guard let message = try await store.message(sid), message.account == account else {
      throw Self.notFound(request)
    }
    switch request.method {
    case "GET": return .json(200, message.json(now: now()))
    case "DELETE":
      try await store.remove(sid)
      return .empty(204)
    case "POST":
      let fields = try form(request.body)
      if let body = fields["Body"], !body.isEmpty {
        throw Refusal(
          status: 400, code: 20001, message: "The body of a message can only be made empty")
      }
      if let status = fields["Status"], status != "canceled" {
        throw Refusal(status: 400, code: 20001, message: "Status can only be set to canceled")
      }
      try await store.update(sid, body: fields["Body"], status: fields["Status"])
      let updated = try await store.message(sid) ?? message
      return .json(200, updated.json(now: now()))
    default:
      throw Refusal(
        status: 405, code: 20004, message: "Method \(request.method) is not allowed here")
    }
  }

  private func list(_ account: String, _ query: FormBody) async throws -> ServerResponse {
    let filter = try MessageFilter(query)
    let messages = try await store.messages(account: account).reversed().filter(filter.includes)
    let page = try MessagePage(query, total: messages.count)
    let base = "/2010-04-01/Accounts/\(account)/Messages.json"
    let uri = { (number: Int) in "\(base)?\(page.query(query, number: number))" }
    return .json(
      200,
      .object([
        ("first_page_uri", .string(uri(0))), ("start", JSONValue(page.range.lowerBound)),
        ("end", JSONValue(max(page.range.upperBound - 1, page.range.lowerBound))),
        ("page", JSONValue(page.number)), ("page_size", JSONValue(page.size)),
        ("messages", .array(messages[page.range].map { $0.json(now: now()) })),
        ("next_page_uri", page.hasNext ? .string(uri(page.number + 1)) : .null),
        ("previous_page_uri", page.number > 0 ? .string(uri(page.number - 1)) : .null),
        ("uri", .string(uri(page.number))),
      ]))
  }
}

/// `Page` and `PageSize` of a list.
private struct MessagePage {
  var number: Int
  var size: Int
  var range: Range<Int>
  var hasNext: Bool

  init(_ query: FormBody, total: Int) throws(TwilioAPI.Refusal) {
    let number = { (name: String, fallback: Int) in
      query[name].map { $0.isEmpty ? fallback : Int($0) ?? -1 } ?? fallback
    }
    self.number = number("Page", 0)
    size = number("PageSize", 50)
    guard self.number >= 0, 1...1000 ~= size else {
      throw TwilioAPI.Refusal(
        status: 400, code: 20006, message: "Page must be 0 or more, PageSize 1 to 1000")
    }
    let (start, overflow) = self.number.multipliedReportingOverflow(by: size)
    let lower = overflow ? total : min(start, total)
    range = lower..<min(lower + size, total)
    hasNext = range.upperBound < total
  }

  /// The filters of a list with another page.
  func query(_ query: FormBody, number: Int) -> String {
    let filters = query.pairs.filter { !["Page", "PageSize", "PageToken"].contains($0.name) }
    return FormBody(
      filters.map { ($0.name, $0.value) }
        + [("PageSize", String(size)), ("Page", String(number))]
    ).text
  }
}
