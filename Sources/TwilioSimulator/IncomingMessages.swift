import Connectors
import GRDB
import HTTP
import JSON
import Secrets
import Text
import Twilio

/// Delivers messages to webhooks as Twilio does.
struct IncomingMessages: Sendable {
  let store: SimulatorStore
  let webhooks: ServedWebhooks
  let numbers: ServedNumbers
  let secrets: any SecretProvider
  let caller: WebhookCaller
  let account: String
  /// The URL that Twilio calls if the webhook of a project fails.
  let fallbackURL: String?
  let now: @Sendable () -> Int64

  /// The result of delivering a message.
  struct Delivery: Sendable {
    var message: TwilioMessage
    /// The status of the last response; nil if there was none.
    var status: Int?
    var attempts: Int
    var replies: [TwilioMessage]
    var remarks: [String]
    /// Twilio's code if the webhook failed.
    var errorCode: Int?

    var json: JSONValue {
      .object([
        ("message", message.json()), ("status", status.map { JSONValue($0) } ?? .null),
        ("delivered", .bool(attempts == 0 ? errorCode == nil : (status ?? 500) < 400)),
        ("attempts", JSONValue(attempts)),
        ("errorCode", JSONValue(errorCode)),
        ("replies", .array(replies.map { $0.json() })),
        ("remarks", .array(remarks.map(JSONValue.string))),
      ])
    }
  }

  /// Why a message was rejected.
  struct Refusal: Error {
    var message: String
  }

  /// - Parameter method: `GET` or `POST`; nil is `POST` unless the webhook only accepts `GET`.
  func receive(_ text: TextMessage, method: String? = nil) async throws -> Delivery {
    let (from, to) = try addresses(text)
    let route = try await route(of: to, method: method)
    // A tapped button without its own text sends the button text.
    let button = text.fields["ButtonText"]?.string ?? ""
    let hasMedia = !text.media.isEmpty || !text.files.isEmpty
    var message = TwilioMessage(
      sid: SimulatorStore.newSID(hasMedia: hasMedia), account: account, from: from,
      to: to, messagingService: route.service, body: text.body.isEmpty ? button : text.body,
      direction: .inbound, media: text.media, created: now())
    let files = text.files.map { file in
      (item: MediaItem(contentType: file.contentType, created: message.created), bytes: file.bytes)
    }
    message.media += files.map(\.item)
    message.mediaCount = message.media.count
    // Without a URL, a messaging service does not receive at all.
    let isOff = route.service != nil && route.url == nil
    let automatic = try await isOff ? nil : add(message, files)
    var delivery = try await deliver(
      message, IncomingFields(message, text.fields).form, by: route)
    if let automatic { delivery.replies.insert(automatic, at: 0) }
    return delivery
  }

  /// Stores a message, and blocks or unblocks its sender if its text is a keyword.
  /// - Returns: Twilio's own reply, if any.
  private func add(
    _ message: TwilioMessage, _ files: [(item: MediaItem, bytes: [UInt8])]
  ) async throws -> TwilioMessage? {
    let keyword = OptOut(message.body, to: message.to)
    let time = now()
    defer { store.changed() }
    return try await store.queue.write { database in
      try SimulatorStore.insert(message, database)
      for file in files { try SimulatorStore.insert(file.item, file.bytes, database) }
      guard let keyword else { return nil }
      switch keyword {
      case .stop, .start:
        guard
          try SimulatorStore.setOptedOut(
            keyword == .stop, message.from, from: message.to, database)
        else { return nil }
      case .help:
        guard try !SimulatorStore.isOptedOut(message.from, from: message.to, database) else {
          return nil
        }
      }
      var reply = TwilioMessage(
        sid: SimulatorStore.newSID(hasMedia: false), account: message.account, from: message.to,
        to: message.from, body: keyword.reply, direction: .outboundReply, created: time)
      reply.isAutomatic = true
      reply.steps = DeliveryOutcome().steps(from: time, isScheduled: false, hasSender: true)
      try SimulatorStore.insert(reply, database)
      return reply
    }
  }

  private static func list(_ numbers: [(number: String, webhook: String)]) -> String {
    numbers.map { "\($0.number) (\($0.webhook))" }.joined(separator: ", ")
  }

  /// Sender and recipient of a text; if one of them is on WhatsApp, both are.
  private func addresses(_ text: TextMessage) throws(Refusal) -> (from: String, to: String) {
    guard PhoneNumber.plain(text.from).isE164 else {
      throw Refusal(message: "'\(text.from)' is not a phone number such as +4915112345678.")
    }
    let known = numbers.webhookIDs
    guard let to = text.to ?? (known.count == 1 ? known[0].number : nil) else {
      throw Refusal(
        message: known.isEmpty
          ? "The message has no recipient: the project has no webhooks."
          : "Choose the recipient: \(Self.list(known)).")
    }
    guard [text.from, to].contains(where: PhoneNumber.isWhatsApp) else {
      return (text.from, to)
    }
    return (PhoneNumber.onWhatsApp(text.from), PhoneNumber.onWhatsApp(to))
  }

  // MARK: Webhooks

  /// Where the messages to a number go.
  struct Route: Sendable {
    /// Nil if nothing is called.
    var url: String?
    var method = "POST"
    var fallbackURL: String?
    var fallbackMethod = "POST"
    /// The SID of the messaging service that decides.
    var service: String?
  }

  /// The route of a number: that of its messaging service, of its application, or its own, which is
  /// the project's webhook unless it was changed.
  /// - Parameter method: the method to use in any case.
  /// - Throws: a refusal for a number that is not the account's.
  private func route(of number: String, method: String?) async throws -> Route {
    let (service, settings, application) = try await store.queue.read { database in
      let settings = try SimulatorStore.number(number, database)
      return (
        try SimulatorStore.service(ofNumber: number, database), settings,
        try settings?["SmsApplicationSid"].flatMap {
          try SimulatorStore.resource(
            .application, $0, account: settings?.account ?? "", database)
        }
      )
    }
    var route: Route
    if let service, service["UseInboundWebhookOnNumber"] != "true" {
      route = Route(
        url: service["InboundRequestUrl"], method: service["InboundMethod"] ?? "POST",
        fallbackURL: service["FallbackUrl"], fallbackMethod: service["FallbackMethod"] ?? "POST",
        service: service.sid)
    } else {
      route = try ownRoute(of: number, application ?? settings)
      route.service = service?.sid
    }
    route.method = (method ?? route.method).uppercased()
    return route
  }

  /// The route of a number without the messaging service.
  private func ownRoute(of number: String, _ settings: StoredResource?) throws -> Route {
    if let settings, settings.kind == .application || settings.values["SmsUrl"] != nil {
      return Route(
        url: settings["SmsUrl"], method: settings["SmsMethod"] ?? "POST",
        fallbackURL: settings["SmsFallbackUrl"],
        fallbackMethod: settings["SmsFallbackMethod"] ?? "POST")
    }
    let current = numbers.current
    guard let webhook = current.webhook(of: number), let elements = webhooks.table[id: webhook]
    else {
      let known = current.webhookIDs
      let isOwned = settings != nil || current.assigned.contains(PhoneNumber.plain(number))
      if isOwned { return Route() }
      throw Refusal(
        message: "No webhook is assigned to '\(number)'. "
          + (known.isEmpty
            ? "The project has no webhooks." : "Numbers: \(Self.list(known))."))
    }
    return Route(
      url: numbers.webhookURL(of: number, base: caller.publicURL),
      method: elements[0].route.methods == ["GET"] ? "GET" : settings?["SmsMethod"] ?? "POST",
      fallbackURL: settings?["SmsFallbackUrl"] ?? fallbackURL,
      fallbackMethod: settings?["SmsFallbackMethod"] ?? "POST")
  }

  /// Masks the secrets that the responses of the project's webhooks may contain.
  private var responseMask: SecretMask {
    webhooks.table.all.compactMap(\.response).reduce(into: SecretMask()) {
      $0.add($1.mask(secrets))
    }
  }

  /// Calls the URL of a number, its fallback URL if that fails, and sends the replies.
  private func deliver(
    _ message: TwilioMessage, _ fields: FormBody, by route: Route
  ) async throws -> Delivery {
    var delivery = Delivery(message: message, attempts: 0, replies: [], remarks: [])
    guard let url = route.url else {
      delivery.remarks.append("No URL is set for \(message.to), so that no webhook was called.")
      return delivery
    }
    let primary = WebhookCall(route.method, url, fields)
    guard let failure = try await execute(primary, route, &delivery) else { return delivery }
    guard let fallbackURL = route.fallbackURL else { return delivery }
    delivery.remarks.append("The fallback URL was called.")
    var fields = fields
    fields.pairs += [
      (name: "ErrorCode", value: String(failure)),
      (name: "ErrorUrl", value: ConnectionOverrides(url).url),
    ]
    _ = try await execute(
      WebhookCall(route.fallbackMethod, fallbackURL, fields), route, &delivery)
    return delivery
  }

  /// Calls a URL and executes its response.
  /// - Returns: Twilio's error code; nil if it succeeded.
  private func execute(
    _ call: WebhookCall, _ route: Route, _ delivery: inout Delivery
  ) async throws -> Int? {
    let outcome = try await caller.call(call)
    delivery.attempts += outcome.attempts
    delivery.status = outcome.response?.status
    delivery.errorCode = outcome.errorCode
    delivery.remarks += outcome.remarks
    guard let response = outcome.success else { return outcome.errorCode }
    var replies = TwiMLReplies(
      incoming: delivery.message, fields: call.fields.form, mask: responseMask, caller: caller,
      numbers: numbers.current, now: now)
    let failure = try await replies.execute(response, at: outcome.url)
    delivery.replies += replies.sent
    delivery.remarks += replies.remarks
    delivery.errorCode = failure
    return failure
  }
}
