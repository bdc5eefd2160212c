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
    try parameters.checkContent(context)
    let service = try parameters.checkedService(context)
    try parameters.checkAddresses(to, sender, context)
    try parameters.checkMedia()
    try parameters.checkOptions(sender, context)
    let sendAt = try parameters.checkedSchedule(now: now)
    try parameters.checkQueue()
    let body = parameters.contentText(context) ?? parameters["Body"]
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
      validity: (parameters["ValidityPeriod"] ?? context.service?["ValidityPeriod"])
        .flatMap { Int($0) } ?? 36_000)
    let application = context.application
    let url =
      parameters["StatusCallback"] ?? application?["MessageStatusCallback"]
      ?? application?["SmsStatusCallback"] ?? context.service?["StatusCallback"]
    message.callback = url.map { TwilioMessage.Callback(url: $0) }
    self.message = message
  }
}
