import HTTP
import JSON
import Text

/// A message to create, with its parameters checked as Twilio checks them.
struct NewMessage: Sendable {
  let message: TwilioMessage

  /// - Parameter now: milliseconds since 1970.
  init(
    _ parameters: MessageParameters, account: String, _ context: SendingContext, now: Int64
  ) throws(TwilioError) {
    let (to, sender) = try parameters.checkedPresence()
    try parameters.checkContent()
    let service = try parameters.checkedService()
    try parameters.checkAddresses(to, sender, context)
    try parameters.checkMedia()
    try parameters.checkOptions(sender)
    let sendAt = try parameters.checkedSchedule(now: now)
    try parameters.checkQueue()
    let body =
      parameters["Body"]
      ?? parameters["ContentSid"].map { "[\($0) \(parameters["ContentVariables"] ?? "{}")]" }
    var message = TwilioMessage(
      sid: SimulatorStore.newSID(hasMedia: !parameters.media.isEmpty), account: account,
      from: sender ?? "", to: to, messagingService: service, body: body ?? "",
      direction: .outboundAPI, media: parameters.media, created: now)
    if sendAt != nil {
      message.status = .scheduled
    } else if sender == nil {
      message.status = .accepted
    }
    message.steps = context.outcome.steps(
      from: sendAt ?? now, isScheduled: sendAt != nil, hasSender: sender != nil,
      validity: parameters["ValidityPeriod"].flatMap { Int($0) } ?? 36_000)
    message.callback = parameters["StatusCallback"].map { TwilioMessage.Callback(url: $0) }
    self.message = message
  }
}
