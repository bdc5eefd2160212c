/// The parameters with which a message is created, checked as Twilio checks them.
struct NewMessage: Sendable {
  private var draft: TwilioMessage
  /// Parameters that were given and have no effect here.
  let unsupported: [String]

  /// Recipients that stand for an error, as with Twilio's test credentials; +15005550001 and 2,
  /// which do so there, are people here.
  private static let testRecipients: [String: (code: Int, message: String)] = [
    "+15005550003": (21408, "is in a region that is not enabled for this account"),
    "+15005550004": (21610, "has opted out of messages from this sender"),
    "+15005550009": (21614, "is not a mobile number"),
  ]
  private static let longestBody = 1600

  init(_ fields: FormBody, account: String) throws(TwilioAPI.Refusal) {
    func refusal(_ code: Int, _ message: String) -> TwilioAPI.Refusal {
      TwilioAPI.Refusal(status: 400, code: code, message: message)
    }
    let value = { (name: String) in fields[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let to = value("To") else { throw refusal(21604, "A 'To' phone number is required.") }
    let from = value("From")
    let service = value("MessagingServiceSid")
    guard from != nil || service != nil else {
      throw refusal(21603, "A 'From' phone number or a 'MessagingServiceSid' is required.")
    }
    let media = fields.pairs.filter { $0.name == "MediaUrl" && !$0.value.isEmpty }.map(\.value)
    let content = value("ContentSid")
    guard value("Body") != nil || !media.isEmpty || content != nil else {
      throw refusal(21602, "A message needs a 'Body', a 'MediaUrl' or a 'ContentSid'.")
    }
    let body =
      value("Body") ?? content.map { "[\($0) \(value("ContentVariables") ?? "{}")]" } ?? ""
    if value("ScheduleType") != nil, service == nil || value("SendAt") == nil {
      throw refusal(35114, "A scheduled message needs a 'MessagingServiceSid' and 'SendAt'.")
    }
    guard body.unicodeScalars.count <= Self.longestBody else {
      throw refusal(21617, "The message body is longer than \(Self.longestBody) characters.")
    }
    guard Self.isNumber(to) else { throw refusal(21211, "'To' number \(to) is not valid.") }
    if let from, !Self.isSender(from) {
      throw refusal(21212, "'From' number \(from) is not valid.")
    }
    if let from, SimulatorNumbers.isWhatsApp(from) != SimulatorNumbers.isWhatsApp(to) {
      throw refusal(63007, "'From' and 'To' must both be WhatsApp addresses, or neither.")
    }
    if let test = Self.testRecipients[SimulatorNumbers.plain(to)] {
      throw refusal(test.code, "'To' number \(to) \(test.message).")
    }
    draft = TwilioMessage(
      sid: SimulatorStore.newSID(), account: account, from: from ?? "", to: to,
      messagingService: service, body: body, direction: .outboundAPI, media: media, created: 0,
      fixedStatus: value("ScheduleType") == nil ? nil : "scheduled")
    unsupported = ["StatusCallback", "ApplicationSid"].filter { value($0) != nil }
  }

  func message(now: Int64) -> TwilioMessage {
    var message = draft
    message.created = now
    return message
  }

  /// E.164, with or without `whatsapp:`.
  static func isNumber(_ text: String) -> Bool {
    let number = SimulatorNumbers.plain(text)
    let digits = number.dropFirst().utf8
    return number.hasPrefix("+") && 7...15 ~= digits.count && digits.first != UInt8(ascii: "0")
      && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  /// A number, a short code of 3 to 6 digits, or a name of up to 11 letters, digits and blanks.
  private static func isSender(_ text: String) -> Bool {
    if isNumber(text) { return true }
    if text.hasPrefix("+") || SimulatorNumbers.isWhatsApp(text) { return false }
    if text.allSatisfy(\.isNumber) { return 3...6 ~= text.count }
    return text.count <= 11
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
  }
}
