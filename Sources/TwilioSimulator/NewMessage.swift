import HTTP
import JSON
import Text

/// A message to create, with its parameters checked as Twilio checks them.
struct NewMessage: Sendable {
  let message: TwilioMessage
  /// Parameters that are accepted but have no effect in the simulator.
  let unsupported: [String]

  /// - Parameters:
  ///   - picked: the number that a messaging service chooses.
  ///   - now: milliseconds since 1970.
  init(
    _ fields: FormBody, account: String, picked: String, now: Int64
  ) throws(TwilioError) {
    let parameters = MessageParameters(fields)
    let (to, sender) = try parameters.checkedPresence()
    try parameters.checkContent()
    let service = try parameters.checkedService()
    try parameters.checkAddresses(to, sender)
    try parameters.checkMedia()
    try parameters.checkOptions(sender)
    let sendAt = try parameters.checkedSchedule(now: now)
    let body =
      parameters["Body"]
      ?? parameters["ContentSid"].map { "[\($0) \(parameters["ContentVariables"] ?? "{}")]" }
    message = TwilioMessage(
      sid: SimulatorStore.newSID(hasMedia: !parameters.media.isEmpty), account: account,
      from: sender
        ?? (PhoneNumber.isWhatsApp(to) ? PhoneNumber.onWhatsApp(picked) : picked),
      to: to, messagingService: service, isFromPicked: sender == nil, body: body ?? "",
      direction: .outboundAPI, media: parameters.media, created: now, sendAt: sendAt)
    unsupported = ["StatusCallback", "ApplicationSid"].filter { parameters[$0] != nil }
  }
}
