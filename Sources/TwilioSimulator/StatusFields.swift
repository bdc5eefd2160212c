import HTTP
import Text
import Time

/// The fields of Twilio's request for the status of a message, in Twilio's order.
///
/// Source: Twilio documentation, "Track the message status of outbound messages".
struct StatusFields {
  let form: FormBody

  /// - Parameter message: in the status to report.
  init(_ message: TwilioMessage) {
    form = FormBody(
      PhoneNumber.isWhatsApp(message.to) ? Self.whatsApp(message) : Self.text(message))
  }

  private static func text(_ message: TwilioMessage) -> [(String, String)] {
    var pairs: [(String, String)] = []
    if message.status == .delivered || message.status == .undelivered {
      pairs.append(("RawDlrDoneDate", doneDate(message.updated)))
    }
    pairs += errorCode(message)
    pairs += status(message)
    pairs.append(("To", message.to))
    pairs += service(message)
    pairs += identity(message)
    return pairs
  }

  private static func whatsApp(_ message: TwilioMessage) -> [(String, String)] {
    var pairs: [(String, String)] = []
    if [.delivered, .read, .undelivered].contains(message.status) {
      pairs.append(("EventType", message.status.rawValue.uppercased()))
    }
    pairs += status(message)
    pairs += [
      ("ChannelToAddress", masked(message.to)), ("To", message.to), ("ChannelPrefix", "whatsapp"),
    ]
    pairs += errorCode(message)
    if let code = message.errorCode {
      pairs.append(("ChannelStatusMessage", DeliveryError.message(code)))
    }
    pairs += service(message)
    pairs += identity(message)
    pairs.append(("ChannelInstallSid", channel(message.from)))
    return pairs
  }

  private static func status(_ message: TwilioMessage) -> [(String, String)] {
    [
      ("SmsSid", message.sid), ("SmsStatus", message.status.rawValue),
      ("MessageStatus", message.status.rawValue),
    ]
  }

  private static func identity(_ message: TwilioMessage) -> [(String, String)] {
    [
      ("MessageSid", message.sid), ("AccountSid", message.account), ("From", message.from),
      ("ApiVersion", "2010-04-01"),
    ]
  }

  private static func errorCode(_ message: TwilioMessage) -> [(String, String)] {
    message.errorCode.map { [("ErrorCode", String($0))] } ?? []
  }

  private static func service(_ message: TwilioMessage) -> [(String, String)] {
    message.messagingService.map { [("MessagingServiceSid", $0)] } ?? []
  }

  /// The last four digits are hidden.
  private static func masked(_ number: String) -> String {
    String(PhoneNumber.plain(number).dropLast(4)) + "XXXX"
  }

  private static func channel(_ number: String) -> String {
    "XE" + String(sha256Hexadecimal(Array(number.utf8)).prefix(32))
  }

  /// `YYMMDDhhmm`.
  private static func doneDate(_ milliseconds: Int64) -> String {
    let (day, second) = Int(milliseconds / 1000).floored(dividingBy: 86_400)
    let date = CivilCalendar.date(dayNumber: day)
    return [date.year % 100, date.month, date.day, second / 3600, second / 60 % 60]
      .map { $0 < 10 ? "0\($0)" : String($0) }.joined()
  }
}
