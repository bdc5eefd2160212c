import JSON

/// A message of the simulated account, sent or received.
struct TwilioMessage: Sendable, Equatable {
  enum Direction: String, Sendable {
    case inbound
    case outboundAPI = "outbound-api"
    case outboundReply = "outbound-reply"
  }

  var sid: String
  var account: String
  /// Empty for a message of a messaging service that has not chosen a number.
  var from: String
  var to: String
  var messagingService: String?
  var body: String
  var direction: Direction
  var media: [String] = []
  /// Milliseconds since 1970.
  var created: Int64
  /// What a request set, such as `canceled`; nil while time decides.
  var fixedStatus: String?

  /// How long a message is queued, and then sent but not delivered, in milliseconds.
  private static let (queued, sending): (Int64, Int64) = (300, 700)

  func status(now: Int64) -> String {
    if let fixedStatus { return fixedStatus }
    if direction == .inbound { return "received" }
    switch now - created {
    case ..<Self.queued: return "queued"
    case ..<(Self.queued + Self.sending): return "sent"
    default: return "delivered"
    }
  }

  var path: String { "/2010-04-01/Accounts/\(account)/Messages/\(sid)" }

  /// The members of Twilio's message resource (reference page camunda-and-twilio-apis, 3).
  func json(now: Int64) -> JSONValue {
    let status = status(now: now)
    let date = JSONValue.string(HTTPDate.rfc2822(created / 1000))
    return .object([
      ("account_sid", .string(account)), ("api_version", "2010-04-01"), ("body", .string(body)),
      ("date_created", date), ("date_sent", status == "queued" ? .null : date),
      ("date_updated", date), ("direction", .string(direction.rawValue)), ("error_code", .null),
      ("error_message", .null), ("from", from.isEmpty ? .null : .string(from)),
      ("messaging_service_sid", JSONValue(messagingService)),
      ("num_media", .string(String(media.count))),
      ("num_segments", .string(String(SMSSegments.count(body)))), ("price", .null),
      ("price_unit", "USD"), ("sid", .string(sid)), ("status", .string(status)),
      ("subresource_uris", .object([("media", .string("\(path)/Media.json"))])),
      ("to", .string(to)), ("uri", .string("\(path).json")),
    ])
  }
}

/// How many messages a text takes on the phone network (GSM 03.38 and 03.40).
enum SMSSegments {
  private static let basic = Set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
      .unicodeScalars
  ).union("ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà".unicodeScalars)
  /// These take two places each.
  private static let extended = Set("^{}\\[~]|€\u{0C}".unicodeScalars)

  static func count(_ text: String) -> Int {
    let scalars = text.unicodeScalars
    let isBasic = scalars.allSatisfy { basic.contains($0) || extended.contains($0) }
    let length =
      isBasic
      ? scalars.reduce(0) { $0 + (extended.contains($1) ? 2 : 1) } : text.utf16.count
    let (single, part) = isBasic ? (160, 153) : (70, 67)
    return length <= single ? 1 : (length + part - 1) / part
  }
}
