import HTTP
import JSON
import Text
import Twilio

/// The fields of Twilio's request for an incoming message, in Twilio's order.
struct IncomingFields: Sendable {
  let form: FormBody

  /// - Parameter further: fields set by the user. They replace the simulator's fields of the same
  ///   name; others are appended.
  init(_ message: TwilioMessage, _ further: JSONObject) {
    let given = { (name: String) in further[name]?.string }
    let isWhatsApp = PhoneNumber.isWhatsApp(message.from)
    var pairs =
      isWhatsApp ? Self.whatsApp(message, further) : Self.text(message)
    for (index, item) in message.media.enumerated() {
      pairs.append(
        ("MediaUrl\(index)", "https://api.twilio.com\(message.path)/Media/\(item.sid)"))
      pairs.append(("MediaContentType\(index)", item.contentType))
    }
    if let service = message.messagingService { pairs.append(("MessagingServiceSid", service)) }
    let known = Set(pairs.map(\.0))
    form = FormBody(
      pairs.map { ($0.0, given($0.0) ?? $0.1) }
        + further.members.filter { !known.contains($0.key) }
        .map { ($0.key, $0.value.string ?? "") })
  }

  private static func text(_ message: TwilioMessage) -> [(String, String)] {
    let country = { (number: String) in number.hasPrefix("+1") ? "US" : "" }
    return [
      ("ToCountry", country(message.to)), ("ToState", ""), ("SmsMessageSid", message.sid),
      ("NumMedia", String(message.media.count)), ("ToCity", ""), ("FromZip", ""),
      ("SmsSid", message.sid), ("FromState", ""), ("SmsStatus", "received"), ("FromCity", ""),
      ("Body", message.body), ("FromCountry", country(message.from)), ("To", message.to),
      ("ToZip", ""), ("NumSegments", String(SMSSegments.count(message.body))),
      ("MessageSid", message.sid), ("AccountSid", message.account), ("From", message.from),
      ("ApiVersion", "2010-04-01"),
    ]
  }

  private static func whatsApp(
    _ message: TwilioMessage, _ further: JSONObject
  ) -> [(String, String)] {
    let number = PhoneNumber.plain(message.from)
    let profile = further["ProfileName"]?.string ?? number
    let id = further["WaId"]?.string ?? String(number.dropFirst())
    // The text of a tapped button is sent twice.
    let isButton = further["ButtonText"] != nil || further["ButtonPayload"] != nil
    let button = isButton ? further["ButtonText"]?.string ?? message.body : nil
    let metadata = JSONValue.object([
      ("type", "whatsapp"),
      (
        "data",
        .object([
          ("context", .object([("ProfileName", .string(profile)), ("WaId", .string(id))]))
        ])
      ),
    ])
    return [
      ("SmsMessageSid", message.sid), ("NumMedia", String(message.media.count)),
      ("ProfileName", profile), ("MessageType", type(message, further, isButton: isButton)),
      ("SmsSid", message.sid), ("WaId", id), ("SmsStatus", "received"), ("Body", message.body),
    ] + (button.map { [("ButtonText", $0)] } ?? []) + [
      ("To", message.to), ("NumSegments", "1"), ("ReferralNumMedia", "0"),
      ("MessageSid", message.sid), ("AccountSid", message.account),
      ("ChannelMetadata", metadata.text()), ("From", message.from), ("ApiVersion", "2010-04-01"),
    ]
  }

  private static func type(
    _ message: TwilioMessage, _ further: JSONObject, isButton: Bool
  ) -> String {
    if isButton { return "button" }
    if further["ListId"] != nil || further["InteractiveData"] != nil { return "interactive" }
    if further["Latitude"] != nil { return "location" }
    guard let media = message.media.first?.contentType else { return "text" }
    let kind = media.prefix { $0 != "/" }
    return ["image", "video", "audio"].contains(kind) ? String(kind) : "document"
  }
}
