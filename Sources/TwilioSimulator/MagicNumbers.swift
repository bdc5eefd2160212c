/// The numbers with which Twilio's test credentials cause errors.
///
/// Source: Twilio documentation, "Test credentials".
enum MagicNumbers {
  typealias Failure = (code: TwilioError.Code, message: String)

  /// The only valid sender with test credentials.
  static let validSender = SimulatorNumbers.firstNumber

  /// The recipients that cause an error with all credentials. +15005550001 and +15005550002, which
  /// do so with test credentials, are ordinary phones otherwise.
  private static let recipients: [String: Failure] = [
    "+15005550003": (.regionNotEnabled, "is in a region that is not enabled for this account"),
    "+15005550004": (.optedOut, "has opted out of messages from this sender"),
    "+15005550009": (.notMobile, "is not a mobile number"),
  ]
  private static let testRecipients: [String: Failure] = [
    "+15005550001": (.invalidTo, "is not valid"),
    "+15005550002": (.noRoute, "cannot be reached from this sender"),
  ]
  private static let senders: [String: Failure] = [
    "+15005550001": (.invalidFrom, "is not valid"),
    "+15005550007": (.foreignSender, "is not a number of this account"),
    "+15005550008": (.queueFull, "has a full queue"),
  ]

  /// The error that a recipient causes, if any.
  static func failure(to number: String, _ access: SimulatorCredentials.Access) -> Failure? {
    recipients[number] ?? (access == .test ? testRecipients[number] : nil)
  }

  /// The error that a sender causes, if any.
  static func failure(from number: String) -> Failure? { senders[number] }
}
