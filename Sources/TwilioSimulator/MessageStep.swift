/// A transition of a message that is still to come.
struct MessageStep: Sendable, Equatable, Codable {
  var status: TwilioMessage.Status
  /// Milliseconds since 1970.
  var time: Int64
  var errorCode: Int?
  /// Whether the status callback is called; Twilio does not report every status.
  var isReported = true
}

/// What becomes of messages to a phone.
struct DeliveryOutcome: Sendable, Equatable, Codable {
  /// The last status.
  var status = TwilioMessage.Status.delivered
  /// Twilio's code if the message fails or is not delivered.
  var errorCode: Int?
  /// How long the message stays in the queue, in addition to the usual time, in milliseconds.
  var delay: Int64 = 0
  /// Whether the callback is also called for the status `sending`.
  var reportsSending = false

  /// The outcomes that a phone can have.
  static let statuses: Set<TwilioMessage.Status> = [
    .sent, .delivered, .read, .undelivered, .failed,
  ]

  /// The times after the start at which a message reaches a status, in milliseconds.
  private static let (queued, sending, sent, receipt, read): (Int64, Int64, Int64, Int64, Int64) =
    (100, 200, 300, 1000, 1500)

  /// The transitions of a message.
  /// - Parameters:
  ///   - start: when Twilio starts to send it, in milliseconds since 1970.
  ///   - isScheduled: whether it waits until then.
  ///   - hasSender: whether its sender is known, so that it is queued already.
  ///   - validity: how long it may stay in the queue, in seconds.
  func steps(
    from start: Int64, isScheduled: Bool, hasSender: Bool, validity: Int = 36_000
  ) -> [MessageStep] {
    var steps: [MessageStep] = []
    func add(_ status: TwilioMessage.Status, _ offset: Int64, code: Int? = nil) {
      steps.append(MessageStep(status: status, time: start + offset, errorCode: code))
    }
    if isScheduled { add(.accepted, 0) }
    if isScheduled || !hasSender { add(.queued, Self.queued) }
    let expiry = Int64(validity) * 1000
    guard Self.sent + delay <= expiry else {
      add(.failed, expiry, code: DeliveryError.validityExpired)
      return steps
    }
    add(.sending, Self.sending + delay)
    steps[steps.count - 1].isReported = reportsSending
    if status == .failed {
      add(.failed, Self.sent + delay, code: errorCode ?? DeliveryError.unknown)
      return steps
    }
    add(.sent, Self.sent + delay)
    switch status {
    case .undelivered:
      add(.undelivered, Self.receipt + delay, code: errorCode ?? DeliveryError.unreachable)
    case .read:
      add(.delivered, Self.receipt + delay)
      add(.read, Self.read + delay)
    case .delivered: add(.delivered, Self.receipt + delay)
    default: break
    }
    return steps
  }
}

/// The error codes of messages that were accepted but not delivered.
///
/// Source: Twilio documentation, "Error and Warning Dictionary".
enum DeliveryError {
  static let unreachable = 30003
  static let unknown = 30008
  static let validityExpired = 30036
  static let optedOut = 21610
  static let noSender = 21703
  static let outsideWindow = 63016

  private static let messages: [Int: String] = [
    30001: "The queue is full", 30002: "The account is suspended",
    unreachable: "The phone cannot be reached", 30004: "The phone does not accept the message",
    30005: "The phone number is unknown", 30006: "The number is a landline or cannot be reached",
    30007: "The carrier filtered the message", unknown: "Unknown error",
    30034: "The sender is not registered with the carriers",
    validityExpired: "The validity period expired before the message was sent",
    optedOut: "The recipient has opted out", noSender: "No sender fits the recipient",
    outsideWindow: "The recipient has not written within 24 hours; only a template can be sent",
  ]

  static func message(_ code: Int) -> String { messages[code] ?? "Error \(code)" }
}
