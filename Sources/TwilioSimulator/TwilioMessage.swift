import HTTP
import JSON
import Time
import Twilio

/// A message of the simulated account, sent or received.
package struct TwilioMessage: Sendable, Equatable {
  enum Direction: String, Sendable {
    case inbound
    case outboundAPI = "outbound-api"
    case outboundReply = "outbound-reply"
  }

  var sid: String
  var account: String
  /// Who sends it.
  package var from: String
  /// Who gets it.
  package var to: String
  var messagingService: String?
  /// The messaging service picked `from`, which is not known before the message is queued.
  var isFromPicked = false
  /// The text.
  package var body: String
  var direction: Direction
  var media: [String] = []
  /// Milliseconds since 1970.
  package var created: Int64
  /// When a scheduled message is to be sent; milliseconds since 1970.
  var sendAt: Int64?
  /// When a request changed it last; milliseconds since 1970.
  var changed: Int64?
  var isCanceled = false

  /// How far a message has come, as Twilio names it.
  package enum Status: String, Sendable {
    case scheduled, accepted, queued, sent, delivered, received, canceled

    /// Nothing follows any more, so that the message may be deleted.
    var isFinal: Bool { self == .delivered || self == .received || self == .canceled }
  }

  /// The statuses that a message goes through, each with the milliseconds after which it begins.
  private var course: [(status: Status, begins: Int64)] {
    if direction == .inbound { return [(.received, 0)] }
    return (isFromPicked ? [(.accepted, 0), (.queued, 100)] : [(.queued, 0)])
      + [(.sent, 300), (.delivered, 1000)]
  }

  private var start: Int64 { sendAt ?? created }

  /// How far the message has come.
  /// - Parameter now: milliseconds since 1970.
  package func status(now: Int64) -> Status {
    if isCanceled { return .canceled }
    return course.last { start + $0.begins <= now }?.status ?? .scheduled
  }

  /// When a status began; nil where that is still to come, or never does.
  private func beginning(of status: Status, now: Int64) -> Int64? {
    let begins = course.first { $0.status == status }.map { start + $0.begins }
    return isCanceled ? nil : begins.flatMap { $0 <= now ? $0 : nil }
  }

  var path: String { "/2010-04-01/Accounts/\(account)/Messages/\(sid)" }

  /// The members of Twilio's message resource.
  ///
  /// - Parameter isNew: the answer to its creation, which names fewer subresources.
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

  /// When it was sent, or received, in milliseconds since 1970; nil before that.
  func sent(now: Int64) -> Int64? {
    direction == .inbound ? created : beginning(of: .sent, now: now)
  }

  private static func date(_ milliseconds: Int64) -> JSONValue {
    .string(HTTPDate.rfc2822(milliseconds / 1000))
  }
}
