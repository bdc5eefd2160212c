import HTTP
import JSON
import Text
import Time
import Twilio

/// A sent or received message of the simulated account.
package struct TwilioMessage: Sendable, Equatable, Codable {
  enum Direction: String, Sendable, Codable {
    case inbound
    case outboundAPI = "outbound-api"
    case outboundReply = "outbound-reply"
  }

  /// The status of a message, as Twilio names it.
  package enum Status: String, Sendable, Codable {
    case scheduled, accepted, queued, sending, sent, delivered, undelivered, failed, read
    case received, canceled

    /// Whether the status is final, so that the message may be deleted.
    var isFinal: Bool {
      switch self {
      case .delivered, .undelivered, .failed, .read, .received, .canceled: true
      case .scheduled, .accepted, .queued, .sending, .sent: false
      }
    }
  }

  /// Where Twilio reports the status of a message.
  struct Callback: Sendable, Equatable, Codable {
    var url: String
    var method = "POST"
  }

  var sid: String
  var account: String
  /// The sender; empty until a messaging service chooses one.
  package var from: String
  /// The recipient.
  package var to: String
  var messagingService: String?
  /// The text.
  package var body: String
  var direction: Direction
  /// Its files, except those that were deleted.
  var media: [MediaItem]
  /// The number of files that it was sent with.
  var mediaCount: Int
  /// Whether the recipient got it, as the sender reported.
  var feedback: String?
  /// Milliseconds since 1970.
  package var created: Int64
  /// When it was sent or received, in milliseconds since 1970.
  var sent: Int64?
  /// When it last changed, in milliseconds since 1970.
  var updated: Int64
  /// The current status.
  package var status: Status
  var errorCode: Int?
  /// The transitions to come, in order.
  var steps: [MessageStep] = []
  var callback: Callback?
  /// The segments of the original text, which is kept when the text is redacted.
  var segments: Int
  /// Whether Twilio sent it on its own, as the confirmation of an opt-out; the API does not list it.
  var isAutomatic = false

  init(
    sid: String, account: String, from: String, to: String, messagingService: String? = nil,
    body: String, direction: Direction, media: [String] = [], created: Int64
  ) {
    self.sid = sid
    self.account = account
    self.from = from
    self.to = to
    self.messagingService = messagingService
    self.body = body
    self.direction = direction
    self.media = media.map { MediaItem(url: $0, created: created) }
    mediaCount = media.count
    self.created = created
    updated = created
    segments = PhoneNumber.isWhatsApp(to) ? 1 : SMSSegments.count(body)
    status = direction == .inbound ? .received : .queued
    if direction == .inbound { sent = created }
  }

  /// When the next transition is due, in milliseconds since 1970; nil if there is none.
  var due: Int64? { steps.first?.time }

  var path: String { "/2010-04-01/Accounts/\(account)/Messages/\(sid)" }

  /// Twilio's message resource.
  ///
  /// - Parameter isNew: whether this is the response to its creation, which lists fewer
  ///   subresources.
  func json(isNew: Bool = false) -> JSONValue {
    var subresources = [("media", JSONValue.string("\(path)/Media.json"))]
    if !isNew { subresources.append(("feedback", .string("\(path)/Feedback.json"))) }
    return .object([
      ("account_sid", .string(account)), ("api_version", "2010-04-01"), ("body", .string(body)),
      ("date_created", Self.date(created)), ("date_sent", sent.map(Self.date) ?? .null),
      ("date_updated", Self.date(updated)), ("direction", .string(direction.rawValue)),
      ("error_code", JSONValue(errorCode)),
      ("error_message", JSONValue(errorCode.map(DeliveryError.message))),
      ("from", from.isEmpty ? .null : .string(from)),
      ("messaging_service_sid", JSONValue(messagingService)),
      ("num_media", .string(String(mediaCount))),
      ("num_segments", .string(String(from.isEmpty ? 0 : segments))),
      ("price", .null), ("price_unit", "USD"), ("sid", .string(sid)),
      ("status", .string(status.rawValue)), ("subresource_uris", .object(subresources)),
      ("to", .string(to)), ("uri", .string("\(path).json")),
    ])
  }

  /// A date in RFC 2822 format.
  static func date(_ milliseconds: Int64) -> JSONValue {
    .string(HTTPDate.rfc2822(milliseconds / 1000))
  }
}
