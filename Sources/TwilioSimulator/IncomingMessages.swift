import Connectors
import FoundationEssentials
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
  let transport: any HTTPTransport
  let destination: Destination
  let account: String
  /// `http://127.0.0.1:PORT`.
  let origin: String
  /// The base URL that the number's owner configured at Twilio, which Twilio signs.
  let publicURL: String
  /// The URL that Twilio calls if the webhook fails.
  let fallbackURL: String?
  let now: @Sendable () -> Int64

  /// How long Twilio waits for a response, in seconds.
  private static let responseTimeout = 15

  /// The result of delivering a message.
  struct Delivery: Sendable {
    var message: TwilioMessage
    /// The status of the last response; nil if there was none.
    var status: Int?
    var attempts: Int
    var replies: [TwilioMessage]
    var remarks: [String]

    func json(now: Int64) -> JSONValue {
      .object([
        ("message", message.json(now: now)), ("status", status.map { JSONValue($0) } ?? .null),
        ("delivered", .bool((status ?? 500) < 400)), ("attempts", JSONValue(attempts)),
        ("replies", .array(replies.map { $0.json(now: now) })),
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
    let numbers = numbers.current
    let (from, to) = try addresses(text)
    guard let webhook = numbers.webhook(of: to), let elements = webhooks.table[id: webhook] else {
      let known = numbers.webhookIDs
      throw Refusal(
        message: "No webhook is assigned to '\(to)'. "
          + (known.isEmpty
            ? "The project has no webhooks." : "Numbers: \(Self.list(known))."))
    }
    let allowed = elements[0].route.methods
    let method = method ?? (allowed == ["GET"] ? "GET" : "POST")
    // A tapped button without its own text sends the button text.
    let button = text.fields["ButtonText"]?.string ?? ""
    let message = TwilioMessage(
      sid: SimulatorStore.newSID(hasMedia: !text.media.isEmpty), account: account, from: from,
      to: to, messagingService: nil, body: text.body.isEmpty ? button : text.body,
      direction: .inbound, media: text.media, created: now())
    try await store.add(message)
    return try await deliver(
      message, IncomingFields(message, text.fields).form, method: method, elements)
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

  private func deliver(
    _ message: TwilioMessage, _ fields: FormBody, method: String, _ elements: [CompiledWebhook]
  ) async throws -> Delivery {
    var delivery = Delivery(message: message, attempts: 0, replies: [], remarks: [])
    let target = "/inbound/\(PercentEncoding.component(elements[0].path))"
    let key = try signingKey(elements)
    let primary = request(fields, method, to: origin + target, signedAs: publicURL + target, key)
    var response = await send(primary, &delivery)
    if response.map({ $0.status >= 400 }) ?? true, let fallbackURL {
      delivery.remarks.append("The fallback URL was called.")
      let url = try destination.resolve(fallbackURL)
      var fields = fields
      fields.pairs += [
        (name: "ErrorCode", value: response == nil ? "11205" : "11200"),
        (name: "ErrorUrl", value: publicURL + target),
      ]
      response = await send(
        request(fields, method, to: url, signedAs: fallbackURL, key), &delivery)
    }
    guard let response, response.status < 400 else { return delivery }
    // The stored response contains no secrets, although the phone received them.
    let mask = responseMask(elements)
    let answer = TwiML(response)
    delivery.remarks += answer.remarks
    for reply in answer.messages {
      let sent = TwilioMessage(
        sid: SimulatorStore.newSID(hasMedia: !reply.media.isEmpty), account: account,
        from: message.to, to: reply.to ?? message.from, messagingService: nil,
        body: mask.masking(reply.body),
        direction: .outboundReply, media: reply.media, created: now())
      try await store.add(sent)
      delivery.replies.append(sent)
    }
    return delivery
  }

  /// Sends a request; once more if the connection failed.
  private func send(
    _ request: OutgoingRequest, _ delivery: inout Delivery
  ) async -> ReceivedResponse? {
    for attempt in 1...2 {
      delivery.attempts += 1
      do {
        let response = try await transport.send(request)
        delivery.status = response.status
        return response
      } catch {
        delivery.status = nil
        delivery.remarks.append(error.message)
        if error.isTimeout || attempt == 2 { break }
      }
    }
    return nil
  }

  private func request(
    _ fields: FormBody, _ method: String, to url: String, signedAs signedURL: String, _ key: String
  ) -> OutgoingRequest {
    let isGet = method == "GET"
    let query = isGet ? (url.contains("?") ? "&" : "?") + fields.text : ""
    let signature = TwilioSignature(
      url: signedURL + query, parameters: isGet ? FormBody([]) : fields)
    var request = OutgoingRequest(
      method: method, url: url + query,
      headers: [
        ("User-Agent", "TwilioProxy/1.1"), ("Accept", "*/*"),
        ("X-Twilio-Signature", signature.signature(key: key)),
        ("I-Twilio-Idempotency-Token", UUID().uuidString.lowercased()),
      ], timeout: Self.responseTimeout)
    if !isGet {
      request.headers.append(("Content-Type", "\(FormBody.mediaType); charset=UTF-8"))
      request.body = Array(fields.text.utf8)
    }
    return request
  }

  /// Masks the secrets that the response expressions use.
  private func responseMask(_ elements: [CompiledWebhook]) -> SecretMask {
    elements.compactMap(\.response).reduce(into: SecretMask()) { $0.add($1.mask(secrets)) }
  }

  /// The auth token that the webhook verifies; any token if no element verifies one.
  private func signingKey(_ elements: [CompiledWebhook]) throws -> String {
    guard let signature = elements.compactMap(\.signature).first(where: \.isTwilio) else {
      return "unchecked"
    }
    var resolver = SecretResolver(provider: secrets)
    do { return try resolver.resolve(signature.secret) } catch {
      throw Refusal(message: error.message)
    }
  }
}
