import JSON
import ProjectModel
import Text

/// A step to configure a phone number, messaging service or WhatsApp sender at Twilio.
struct TwilioStep {
  package typealias Number = ProjectEnvironment.Twilio.Number

  package let environment: String
  package let kind: Number.Kind
  /// The number, service or sender; nil if the environment names none, so that the command has a
  /// variable.
  package let address: String?
  /// The URL with connection overrides; nil if Twilio cannot call the webhook.
  package private(set) var url: String?
  package private(set) var method: String?
  package let fallbackURL: String?
  package private(set) var command: String?
  package private(set) var notes: [String] = []

  init(
    _ entry: WebhookEntry, _ webhook: WebhookEntry.Address, _ environment: ProjectEnvironment,
    _ number: Number?
  ) {
    self.environment = environment.name
    kind = number?.kind ?? .number
    address = number?.address
    fallbackURL = number?.fallbackURL
    if environment.isLoopback {
      notes = ["Twilio cannot reach \(webhook.url): set public-url in the environment"]
      return
    }
    // WhatsApp senders call with POST or PUT, the others with POST or GET.
    let possible = kind == .whatsApp ? ["POST", "PUT"] : ["POST", "GET"]
    method = possible.first(where: entry.methods.contains)
    guard let method else {
      notes = [
        "Twilio sends \(possible[0]) or \(possible[1]), but the webhook accepts only"
          + " \(entry.methods.joined(separator: ", "))"
      ]
      return
    }
    let isIdempotent = Self.isIdempotent(entry, webhook)
    let url = webhook.url + Self.overrides(isIdempotent)
    self.url = url
    command = command(url, method, number?.sid)
    notes = notes(entry, isIdempotent, number?.sid)
  }

  /// `SmsUrl of +15005550006`
  package var what: String {
    let field =
      switch kind {
      case .number: "SmsUrl"
      case .messagingService: "InboundRequestUrl"
      case .whatsApp: "callback_url"
      }
    return "\(field) of \(address ?? "the number")"
  }

  package var json: JSONValue {
    [
      "environment": .string(environment), "kind": .string(kind.rawValue),
      "address": JSONValue(address), "url": JSONValue(url), "method": JSONValue(method),
      "fallbackUrl": JSONValue(fallbackURL), "command": JSONValue(command),
      "notes": .array(notes.map(JSONValue.string)),
    ]
  }

  // MARK: Retries

  /// Whether a repeated request is ignored: bpmnc's executor identifies Twilio's messages by their
  /// `MessageSid`, Camunda's runtime needs a message ID.
  private static func isIdempotent(_ entry: WebhookEntry, _ webhook: WebhookEntry.Address) -> Bool {
    !webhook.isOfficial
      || !entry.isPlainStart && entry["messageIdExpression"] != nil
  }

  /// Connection overrides in the URL's fragment, which Twilio neither sends nor signs: three
  /// retries if the connection fails, and also after a timeout or a 5xx if repeated requests are
  /// ignored.
  private static func overrides(_ isIdempotent: Bool) -> String {
    isIdempotent ? "#rc=3&rp=ct,rt,5xx" : "#rc=3&rp=ct"
  }

  // MARK: Commands

  private func command(_ url: String, _ method: String, _ sid: String?) -> String {
    let quoted = ShellWord.withVariables
    var arguments: [String]
    switch kind {
    case .number:
      arguments = [
        "twilio phone-numbers:update",
        sid.map(quoted) ?? address.map(quoted) ?? "\"$TWILIO_NUMBER\"",
        "--sms-url \(quoted(url)) --sms-method \(method)",
      ]
      if let fallbackURL {
        arguments.append("--sms-fallback-url \(quoted(fallbackURL)) --sms-fallback-method POST")
      }
    case .messagingService:
      arguments = [
        "twilio api:messaging:v1:services:update --sid \(quoted(sid ?? address ?? ""))",
        "--inbound-request-url \(quoted(url)) --inbound-method \(method)",
      ]
      if let fallbackURL {
        arguments.append("--fallback-url \(quoted(fallbackURL)) --fallback-method POST")
      }
    case .whatsApp:
      var webhook = JSONObject([
        ("callback_url", .string(url)), ("callback_method", .string(method)),
      ])
      if let fallbackURL {
        webhook["fallback_url"] = .string(fallbackURL)
        webhook["fallback_method"] = "POST"
      }
      let body: JSONValue = ["webhook": .object(webhook)]
      arguments = [
        "curl --fail -X POST",
        "https://messaging.twilio.com/v2/Channels/Senders/"
          + (sid.map(quoted) ?? "\"$SENDER_SID\""),
        "-u \"$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN\"", "--json \(quoted(body.text(.compact)))",
      ]
    }
    return arguments.joined(separator: " ")
  }

  private func notes(
    _ entry: WebhookEntry, _ isIdempotent: Bool, _ sid: String?
  ) -> [String] {
    var notes: [String] = []
    if address == nil {
      notes.append("the environment has no number for this webhook: set TWILIO_NUMBER")
    }
    switch kind {
    case .number:
      notes.append(
        "has no effect while the number has an SmsApplicationSid or its messaging service has a URL"
      )
    case .messagingService:
      notes.append("has no effect while the service uses the webhooks of its numbers")
    case .whatsApp:
      notes.append("Twilio's command line cannot update senders; this uses the API")
      if sid == nil {
        notes.append(
          "to find SENDER_SID: twilio api:messaging:v2:channels:senders:list --channel whatsapp"
        )
      }
    }
    if !isIdempotent {
      notes.append(
        "Twilio retries only if the connection fails, because a repeated request without a message"
          + " ID would be processed again")
    }
    if !entry.isExecutable { notes.append("the process is not executable") }
    return notes
  }
}
