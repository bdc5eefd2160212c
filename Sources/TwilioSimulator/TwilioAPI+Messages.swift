import GRDB
import HTTP
import JSON

/// Messages, their media and feedback on them.
///
/// Source: Twilio documentation, "Messages resource", "Media subresource", "Message Feedback
/// subresource".
extension TwilioAPI {
  func respondAboutMessages(_ call: APICall) async throws -> ServerResponse {
    switch (call.method, call.rest.count) {
    case ("POST", 0): return try await create(call)
    case ("GET", 0):
      let filter = try MessageFilter(call.query)
      let messages = try await store.messages(account: call.account).reversed()
        .filter { filter.includes($0) }
      return try page(call, messages, "messages", sid: \.sid) { $0.json() }
    case (_, 0): throw call.notAllowed
    default: break
    }
    guard let message = try await store.message(call.rest[0], account: call.account) else {
      throw call.notFound
    }
    switch (call.rest.dropFirst().first, call.rest.count) {
    case (nil, _): return try await single(call, message)
    case ("Feedback", 2):
      guard call.method == "POST" else { throw call.notAllowed }
      return try await addFeedback(call, message)
    case ("Media", 2...3): return try await respondAboutMedia(call, message)
    default: throw call.notFound
    }
  }

  private func create(_ call: APICall) async throws -> ServerResponse {
    let parameters = MessageParameters(try call.form())
    let time = now()
    let numbers = try await allNumbers(call.account).compactMap { $0["PhoneNumber"] }
    let context = try await SendingContext.reading(
      store, for: parameters, account: call.account, call.access, numbers: numbers, now: time)
    let new = try NewMessage(parameters, account: call.account, context, now: time)
    if call.access == .live { try await store.add(new.message) }
    return .json(201, new.message.json(isNew: true))
  }

  private func single(
    _ call: APICall, _ message: TwilioMessage
  ) async throws -> ServerResponse {
    guard call.isJSON else { throw call.notFound }
    switch call.method {
    case "GET": return .json(200, message.json())
    case "DELETE":
      guard message.status.isFinal else {
        throw TwilioError(
          .messageInProgress, "The message is still \(message.status.rawValue)")
      }
      try await store.remove(message)
      return .empty(204)
    case "POST":
      var changed = try Self.changed(message, by: try call.form(), now: now())
      if changed != message { changed = try await carrier.update(changed, now: now()) }
      return .json(200, changed.json())
    default: throw call.notAllowed
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

  private func addFeedback(
    _ call: APICall, _ message: TwilioMessage
  ) async throws -> ServerResponse {
    let outcome = try call.form()["Outcome"] ?? "confirmed"
    guard ["confirmed", "unconfirmed"].contains(outcome) else {
      throw TwilioError(
        .invalidParameter, "'Outcome' must be confirmed or unconfirmed, not '\(outcome)'.")
    }
    var message = message
    message.feedback = outcome
    try await store.update(message)
    let date = TwilioMessage.date(now())
    return .json(
      201,
      .object([
        ("account_sid", .string(message.account)), ("message_sid", .string(message.sid)),
        ("outcome", .string(outcome)), ("date_created", date), ("date_updated", date),
        ("uri", .string("\(message.path)/Feedback.json")),
      ]))
  }

  // MARK: Media

  private func respondAboutMedia(
    _ call: APICall, _ message: TwilioMessage
  ) async throws -> ServerResponse {
    guard call.rest.count == 3 else {
      guard call.method == "GET" else { throw call.notAllowed }
      guard call.isJSON else { throw call.notFound }
      let filter = try MessageFilter(call.query, dates: "DateCreated")
      return try page(
        call, message.media.filter { filter.includes(date: $0.created) }, "media_list", sid: \.sid
      ) { mediaJSON($0, message) }
    }
    guard let item = message.media.first(where: { $0.sid == call.rest[2] }) else {
      throw call.notFound
    }
    switch (call.method, call.isJSON) {
    case ("GET", true): return .json(200, mediaJSON(item, message))
    case ("GET", false):
      // The address of the content needs no credentials, as Twilio's.
      return ServerResponse(status: 307, headers: [("Location", item.location)])
    case ("DELETE", true):
      var message = message
      message.media.removeAll { $0.sid == item.sid }
      try await store.removeMedia([item], of: message)
      return .empty(204)
    default: throw call.notAllowed
    }
  }

  private func mediaJSON(_ item: MediaItem, _ message: TwilioMessage) -> JSONValue {
    .object([
      ("sid", .string(item.sid)), ("account_sid", .string(message.account)),
      ("parent_sid", .string(message.sid)), ("content_type", .string(item.contentType)),
      ("date_created", TwilioMessage.date(item.created)),
      ("date_updated", TwilioMessage.date(item.created)),
      ("uri", .string("\(message.path)/Media/\(item.sid).json")),
    ])
  }
}
