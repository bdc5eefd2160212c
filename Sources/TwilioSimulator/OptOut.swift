import Text

/// The words with which people stop and resume messages.
///
/// The whole text must be one of them, in any case. Source: Twilio documentation, "Twilio support
/// for opt-out keywords".
enum OptOut: Equatable {
  case stop, start, help

  private static let words: [OptOut: Set<String>] = [
    .stop: [
      "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT",
    ],
    .start: ["START", "YES", "UNSTOP"],
    .help: ["HELP", "INFO"],
  ]

  /// Toll-free numbers are opted out at the carrier, which has fewer words.
  private static let tollFreeWords: [OptOut: Set<String>] = [
    .stop: ["STOP"], .start: ["START", "UNSTOP"], .help: ["HELP", "INFO"],
  ]

  /// The keyword that a text consists of; nil on WhatsApp, where Twilio handles none.
  init?(_ text: String, to number: String) {
    guard !PhoneNumber.isWhatsApp(number) else { return nil }
    let word = text.trimmed.uppercased()
    let words = Self.isTollFree(number) ? Self.tollFreeWords : Self.words
    guard let kind = words.first(where: { $0.value.contains(word) })?.key else { return nil }
    self = kind
  }

  static func isTollFree(_ number: String) -> Bool {
    ["800", "833", "844", "855", "866", "877", "888"].contains { number.hasPrefix("+1\($0)") }
  }

  /// The automatic reply.
  var reply: String {
    switch self {
    case .stop: "You are unsubscribed and get no more messages. Reply START to resume."
    case .start: "You are subscribed again. Reply HELP for help or STOP to unsubscribe."
    case .help: "Reply STOP to unsubscribe. Message and data rates may apply."
    }
  }
}
