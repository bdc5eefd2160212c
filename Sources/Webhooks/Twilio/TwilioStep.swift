import ProjectModel
import JSON
import Text

/// What is to be done once for a number, a messaging service or a WhatsApp sender.
struct TwilioStep {
  package typealias Number = ProjectEnvironment.Twilio.Number

  package let environment: String
  package let kind: Number.Kind
  /// Nil where the environment names none: the command then has a variable.
  package let address: String?
  /// With the connection overrides; nil where Twilio cannot call the webhook.
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
      notes = ["Twilio cannot reach \(webhook.url): give the environment a public-url"]
      return
    }
    // A WhatsApp sender calls with POST or PUT, the others with POST or GET.
    let possible = kind == .whatsApp ? ["POST", "PUT"] : ["POST", "GET"]
    method = possible.first(where: entry.methods.contains)
    guard let method else {
      notes = [
        "Twilio sends \(possible[0]) or \(possible[1]) here, and the webhook answers only"
          + " \(entry.methods.joined(separator: ", "))"
      ]
      return
    }
    let countsOnce = Self.countsOnce(entry, webhook)
    let url = webhook.url + Self.overrides(countsOnce)
    self.url = url
    command = command(url, method, number?.sid)
    notes = remarks(entry, countsOnce, number?.sid)
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

  /// Whether a request that arrives twice counts once: our executor knows Twilio's messages by
  /// their `MessageSid`, Camunda's runtime needs a message id.
  private static func countsOnce(_ entry: WebhookEntry, _ webhook: WebhookEntry.Address) -> Bool {
    !webhook.isOfficial
      || !entry.isPlainStart && entry.json["correlation"]?["messageId"]?.isNull == false
  }

  /// Connection overrides in the URL's fragment, which Twilio neither sends nor signs: three
  /// more tries, where no connection came about, and also after no answer or a 5xx where a request
  /// that was taken already does no harm.
  private static func overrides(_ countsOnce: Bool) -> String {
    countsOnce ? "#rc=3&rp=ct,rt,5xx" : "#rc=3&rp=ct"
  }

  // MARK: Commands

  private func command(_ url: String, _ method: String, _ sid: String?) -> String {
    let word = ShellWord.withVariables
    var words: [String]
    switch kind {
    case .number:
      words = [
        "twilio phone-numbers:update", sid.map(word) ?? address.map(word) ?? "\"$TWILIO_NUMBER\"",
        "--sms-url \(word(url)) --sms-method \(method)",
      ]
      if let fallbackURL {
        words.append("--sms-fallback-url \(word(fallbackURL)) --sms-fallback-method POST")
      }
    case .messagingService:
      words = [
        "twilio api:messaging:v1:services:update --sid \(word(sid ?? address ?? ""))",
        "--inbound-request-url \(word(url)) --inbound-method \(method)",
      ]
      if let fallbackURL {
        words.append("--fallback-url \(word(fallbackURL)) --fallback-method POST")
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
      words = [
        "curl --fail -X POST",
        "https://messaging.twilio.com/v2/Channels/Senders/" + (sid.map(word) ?? "\"$SENDER_SID\""),
        "-u \"$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN\"", "--json \(word(body.text(.compact)))",
      ]
    }
    return words.joined(separator: " ")
  }

  private func remarks(
    _ entry: WebhookEntry, _ countsOnce: Bool, _ sid: String?
  ) -> [String] {
    var notes: [String] = []
    if address == nil {
      notes.append("the environment names no number for this webhook: set TWILIO_NUMBER")
    }
    switch kind {
    case .number:
      notes.append(
        "does not count while the number has an SmsApplicationSid or a messaging service's URL")
    case .messagingService:
      notes.append("does not count while the service uses the webhooks of its numbers")
    case .whatsApp:
      notes.append("Twilio's command line cannot update senders, its API can")
      if sid == nil {
        notes.append(
          "SENDER_SID is shown by: twilio api:messaging:v2:channels:senders:list --channel whatsapp"
        )
      }
    }
    if !countsOnce {
      notes.append(
        "Twilio tries again only where no connection came about: without a message id a second"
          + " request would count twice")
    }
    if entry.json["executable"]?.bool == false { notes.append("the process is not executable") }
    return notes
  }
}
