import HTTP
import JSON
import Text
import Time
import Twilio

/// A sent or received message of the simulated account.
package struct TwilioMessage: Sendable, Equatable {
  enum Direction: String, Sendable {
    case inbound
    case outboundAPI = "outbound-api"
    case outboundReply = "outbound-reply"
  }

  var sid: String
  var account: String
  /// The sender.
  package var from: String
  /// The recipient.
  package var to: String
  var messagingService: String?
  /// Whether the messaging service chose `from`, which is unknown until the message is queued.
  var isFromPicked = false
  /// The text.
  package var body: String
  var direction: Direction
  var media: [String] = []
  /// Milliseconds since 1970.
  package var created: Int64
  /// When to send a scheduled message, in milliseconds since 1970.
  var sendAt: Int64?
  /// When a request last changed it, in milliseconds since 1970.
  var changed: Int64?
  var isCanceled = false

  /// The status of a message, as Twilio names it.
  package enum Status: String, Sendable {
    case scheduled, accepted, queued, sent, delivered, received, canceled

    /// Whether the status is final, so that the message may be deleted.
    var isFinal: Bool { self == .delivered || self == .received || self == .canceled }
  }

  /// The statuses that a message passes through, each with the time in milliseconds when it starts.
  private var course: [(status: Status, begins: Int64)] {
    if direction == .inbound { return [(.received, 0)] }
    return (isFromPicked ? [(.accepted, 0), (.queued, 100)] : [(.queued, 0)])
      + [(.sent, 300), (.delivered, 1000)]
  }

  private var start: Int64 { sendAt ?? created }

  /// The current status.
  /// - Parameter now: milliseconds since 1970.
  package func status(now: Int64) -> Status {
    if isCanceled { return .canceled }
    return course.last { start + $0.begins <= now }?.status ?? .scheduled
  }

  /// When a status was reached; nil if it was not reached.
  private func beginning(of status: Status, now: Int64) -> Int64? {
    let begins = course.first { $0.status == status }.map { start + $0.begins }
    return isCanceled ? nil : begins.flatMap { $0 <= now ? $0 : nil }
  }

  var path: String { "/2010-04-01/Accounts/\(account)/Messages/\(sid)" }

  /// Twilio's message resource.
  ///
  /// - Parameter isNew: whether this is the response to its creation, which lists fewer
  ///   subresources.
  func json(now: Int64, isNew: Bool = false) -> JSONValue {
    let status = status(now: now)
    let hasSender = !isFromPicked || beginning(of: .queued, now: now) != nil
    let updated = max(changed ?? created, beginning(of: status, now: now) ?? created)
    let segments =
      !hasSender ? 0 : PhoneNumber.isWhatsApp(to) ? 1 : SMSSegments.count(body)
    var subresources = [("media", JSONValue.string("\(path)/Media.json"))]
    if !isNew { subresources.append(("feedback", .string("\(path)/Feedback.json"))) }
    return .object([
      ("account_sid", .string(account)), ("api_version", "2010-04-01"), ("body", .string(body)),
      ("date_created", Self.date(created)), ("date_sent", sent(now: now).map(Self.date) ?? .null),
      ("date_updated", Self.date(updated)), ("direction", .string(direction.rawValue)),
      ("error_code", .null), ("error_message", .null),
      ("from", hasSender ? .string(from) : .null),
      ("messaging_service_sid", JSONValue(messagingService)),
      ("num_media", .string(String(media.count))), ("num_segments", .string(String(segments))),
      ("price", .null), ("price_unit", "USD"), ("sid", .string(sid)),
      ("status", .string(status.rawValue)), ("subresource_uris", .object(subresources)),
      ("to", .string(to)), ("uri", .string("\(path).json")),
    ])
  }

  /// When it was sent or received, in milliseconds since 1970; nil if it was not yet.
  func sent(now: Int64) -> Int64? {
    direction == .inbound ? created : beginning(of: .sent, now: now)
  }

  private static func date(_ milliseconds: Int64) -> JSONValue {
    .string(HTTPDate.rfc2822(milliseconds / 1000))
  }
}
