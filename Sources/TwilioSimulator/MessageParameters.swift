import HTTP
import JSON
import Text
import Time
import Twilio

/// The parameters of a new message. The checks run in a fixed order; the first one that fails
/// determines Twilio's response.
struct MessageParameters: Sendable {
  private let fields: FormBody
  let media: [String]

  private static let maximumMedia = 10
  private static let validity = 1...36_000
  /// How far ahead a message may be scheduled, in milliseconds: from 5 minutes to 35 days.
  private static let schedule: ClosedRange<Int64> = 300_000...3_024_000_000

  init(_ fields: FormBody) {
    self.fields = fields
    media = fields.pairs.filter { $0.name == "MediaUrl" && !$0.value.isEmpty }.map(\.value)
  }

  /// The value of a parameter that is present and not empty.
  subscript(name: String) -> String? { fields[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The sender; nil if a messaging service chooses it.
  var sender: String? { self["From"].flatMap { $0.isTwilioSID("MG") ? nil : $0 } }

  /// The SID of the messaging service; nil if there is none.
  var service: String? {
    self["MessagingServiceSid"] ?? self["From"].flatMap { $0.isTwilioSID("MG") ? $0 : nil }
  }

  // MARK: Checks

  func checkedPresence() throws(TwilioError) -> (to: String, sender: String?) {
    guard let to = self["To"] else { throw .init(.missingTo, "A 'To' phone number is required.") }
    guard sender != nil || service != nil else {
      throw .init(.missingFrom, "A 'From' phone number or a 'MessagingServiceSid' is required.")
    }
    return (to, sender)
  }

  func checkContent(_ context: SendingContext) throws(TwilioError) {
    let content = self["ContentSid"]
    guard self["Body"] != nil || !media.isEmpty || content != nil else {
      throw .init(
        sender == nil ? .missingContent : .missingBody,
        "A message needs a 'Body', a 'MediaUrl' or a 'ContentSid'.")
    }
    guard (self["Body"] ?? "").unicodeScalars.count <= SMSSegments.maximumBodyLength else {
      throw .init(
        .bodyTooLong, "The message body is longer than \(SMSSegments.maximumBodyLength) characters."
      )
    }
    if let content, !content.isTwilioSID("HX") {
      throw .init(.invalidContent, "'ContentSid' \(content) is not the sid of a content template.")
    }
    if let content, context.content == nil, context.kinds.contains(.content) {
      throw .init(.invalidContent, "There is no content template \(content).")
    }
    guard let variables = self["ContentVariables"] else { return }
    guard content != nil else {
      throw .init(.variablesWithoutContent, "'ContentVariables' needs a 'ContentSid'.")
    }
    guard Self.areVariables(variables) else {
      throw .init(
        .invalidContentVariables, "'ContentVariables' must be a JSON object without nulls.")
    }
  }

  func checkedService(_ context: SendingContext) throws(TwilioError) -> String? {
    guard let service else { return nil }
    guard service.isTwilioSID("MG") else {
      throw .init(
        .invalidService, "'MessagingServiceSid' \(service) is not the sid of a messaging service.")
    }
    guard context.service != nil || !context.kinds.contains(.service) else {
      throw .init(.unknownService, "There is no messaging service \(service).")
    }
    return service
  }

  private func checkPool(_ sender: String?, _ context: SendingContext) throws(TwilioError) {
    guard let service = context.service else { return }
    guard !context.pool.isEmpty else {
      throw .init(.emptyService, "The messaging service \(service.sid) has no senders.")
    }
    if let sender, !context.pool.contains(PhoneNumber.plain(sender)) {
      throw .init(
        .senderNotInService, "'From' number \(sender) is not in the service \(service.sid).")
    }
  }

  func checkAddresses(
    _ to: String, _ sender: String?, _ context: SendingContext
  ) throws(TwilioError) {
    guard PhoneNumber.plain(to).isE164 else {
      throw .init(.invalidTo, "'To' number \(to) is not valid.")
    }
    let magic = MagicNumbers.failure(to: PhoneNumber.plain(to), context.access)
    if let magic, magic.code == .invalidTo {
      throw .init(magic.code, "'To' number \(to) \(magic.message).")
    }
    if let sender {
      guard Self.isSender(sender) else {
        throw .init(.invalidFrom, "'From' number \(sender) is not valid.")
      }
      let isWhatsApp = PhoneNumber.isWhatsApp(to)
      guard sender != to else {
        throw .init(
          isWhatsApp ? .sameWhatsAppAddress : .invalidTo, "'To' and 'From' are the same, \(to).")
      }
      try checkOwnership(sender, context)
      guard PhoneNumber.isWhatsApp(sender) == isWhatsApp else {
        throw .init(.mixedChannels, "'From' and 'To' must both be WhatsApp addresses, or neither.")
      }
    }
    try checkPool(sender, context)
    if let magic { throw .init(magic.code, "'To' number \(to) \(magic.message).") }
    guard !context.isOptedOut else {
      throw .init(
        .optedOut, "'To' number \(to) has opted out with STOP; it can resume with START.")
    }
  }

  /// Alphanumeric sender ids belong to nobody; numbers, short codes and WhatsApp senders must be
  /// the account's.
  private func checkOwnership(
    _ sender: String, _ context: SendingContext
  ) throws(TwilioError) {
    let number = PhoneNumber.plain(sender)
    guard !context.owns(number) else { return }
    if let magic = MagicNumbers.failure(from: number), magic.code != .queueFull {
      throw .init(magic.code, "'From' number \(sender) \(magic.message).")
    }
    guard number.hasPrefix("+") || number.allSatisfy(\.isNumber) || context.access == .test,
      MagicNumbers.failure(from: number) == nil
    else { return }
    if context.access == .test {
      throw .init(
        .foreignSender,
        "'From' must be \(MagicNumbers.validSender) with test credentials, not \(sender).")
    }
    throw .init(
      PhoneNumber.isWhatsApp(sender) ? .unknownWhatsAppSender : .foreignSender,
      "'From' number \(sender) is not a number of the simulated account. Its numbers are "
        + "\(context.numbers.joined(separator: ", ")); add others under twilio.numbers in "
        + "bpmnc.yaml or with --number.")
  }

  /// The last check: the sender's queue.
  func checkQueue() throws(TwilioError) {
    if let sender, let magic = MagicNumbers.failure(from: PhoneNumber.plain(sender)),
      magic.code == .queueFull
    {
      throw .init(magic.code, "'From' number \(sender) \(magic.message).")
    }
  }

  func checkMedia() throws(TwilioError) {
    if let url = media.first(where: { URLParts($0) == nil }) {
      throw .init(.invalidMediaURL, "'MediaUrl' \(url) is not an http or https URL.")
    }
    guard media.count <= Self.maximumMedia else {
      throw .init(
        .tooManyMedia, "A message has at most \(Self.maximumMedia) media, not \(media.count).")
    }
  }

  func checkOptions(_ sender: String?, _ context: SendingContext) throws(TwilioError) {
    if let callback = self["StatusCallback"], URLParts(callback)?.host.contains("_") ?? true {
      throw .init(
        .invalidStatusCallback, "'StatusCallback' \(callback) is not a full http or https URL.")
    }
    if let validity = self["ValidityPeriod"],
      !(Int(validity).map(Self.validity.contains) ?? false)
    {
      throw .init(
        .invalidValidityPeriod, "'ValidityPeriod' must be a number of seconds from 1 to 36000.")
    }
    let options: [(name: String, values: [String], code: TwilioError.Code)] = [
      ("ContentRetention", ["retain", "discard"], .invalidContentRetention),
      ("AddressRetention", ["retain", "obfuscate"], .invalidAddressRetention),
    ]
    for (name, values, code) in options {
      guard let value = self[name], !values.contains(value) else { continue }
      throw .init(code, "'\(name)' must be \(values.joined(separator: " or ")), not '\(value)'.")
    }
    if self["FallbackFrom"] != nil {
      if sender != nil { throw .init(.fallbackWithFrom, "'FallbackFrom' does not go with 'From'.") }
      if service == nil {
        throw .init(.fallbackWithoutService, "'FallbackFrom' needs a 'MessagingServiceSid'.")
      }
    }
    if let application = self["ApplicationSid"],
      !application.isTwilioSID("AP")
        || context.application == nil && context.kinds.contains(.application)
    {
      throw .init(
        .invalidApplication, "'ApplicationSid' \(application) is not the sid of an application.")
    }
  }

  /// - Returns: when to send the message, in milliseconds since 1970; nil for now.
  func checkedSchedule(now: Int64) throws(TwilioError) -> Int64? {
    guard let type = self["ScheduleType"] else {
      guard self["SendAt"] == nil else {
        throw .init(.invalidScheduleType, "'SendAt' requires the 'ScheduleType' fixed.")
      }
      return nil
    }
    guard let text = self["SendAt"] else {
      throw .init(.missingSendAt, "A scheduled message needs 'SendAt'.")
    }
    guard service != nil else {
      throw .init(.scheduleWithoutService, "A scheduled message needs a 'MessagingServiceSid'.")
    }
    guard type == "fixed" else {
      throw .init(.invalidScheduleType, "'ScheduleType' must be fixed, not '\(type)'.")
    }
    guard let seconds = Self.moment(text), Self.schedule.contains(seconds * 1000 - now) else {
      throw .init(
        .invalidSendAt,
        "'SendAt' must be a time such as 2026-11-01T03:04:05Z, 5 minutes to 35 days ahead, "
          + "not '\(text)'.")
    }
    return seconds * 1000
  }

  /// The text of the content template; nil without one.
  func contentText(_ context: SendingContext) -> String? {
    guard let sid = self["ContentSid"] else { return nil }
    let variables = self["ContentVariables"] ?? "{}"
    guard let content = context.content else { return "[\(sid) \(variables)]" }
    // `checkContent` has accepted the variables, so parsing cannot fail.
    return content.text((try? JSONValue(parsing: variables))?.object ?? JSONObject())
  }

  // MARK: Forms

  /// A phone number, a short code of 3 to 6 digits, or an alphanumeric sender id of up to 11
  /// letters, digits and spaces.
  private static func isSender(_ text: String) -> Bool {
    if PhoneNumber.plain(text).isE164 { return true }
    if text.hasPrefix("+") || PhoneNumber.isWhatsApp(text) { return false }
    if text.allSatisfy(\.isNumber) { return 3...6 ~= text.count }
    return text.count <= 11
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
  }

  private static func areVariables(_ text: String) -> Bool {
    // A string that is not JSON is the user's mistake, so no error is thrown.
    guard let object = (try? JSONValue(parsing: text))?.object else { return false }
    return object.members.allSatisfy { $0.value != .null }
  }

  /// `YYYY-MM-DDTHH:MM:SSZ`, in seconds since 1970.
  private static func moment(_ text: String) -> Int64? {
    text.utf8.count == 20 && text.contains("T") ? TwilioDate.seconds(text) : nil
  }
}
