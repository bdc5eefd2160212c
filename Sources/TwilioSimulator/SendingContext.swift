import GRDB
import Text

/// What the account allows when a message is created.
struct SendingContext: Sendable {
  let access: SimulatorCredentials.Access
  /// The account's numbers, in order of assignment.
  let numbers: [String]
  /// Whether the recipient opted out of messages from this sender.
  let isOptedOut: Bool
  /// What becomes of the message.
  let outcome: DeliveryOutcome

  /// Whether a number may send. Twilio's test number belongs to every account.
  func owns(_ number: String) -> Bool {
    number == MagicNumbers.validSender || (access == .live && numbers.contains(number))
  }

  init(
    _ parameters: MessageParameters, _ access: SimulatorCredentials.Access, _ store: SimulatorStore,
    _ numbers: SimulatorNumbers, now: Int64
  ) async throws {
    self.access = access
    self.numbers = numbers.all
    let sender = parameters.sender ?? parameters.service ?? ""
    let recipient = parameters["To"] ?? ""
    guard access == .live else {
      (isOptedOut, outcome) = (false, DeliveryOutcome())
      return
    }
    (isOptedOut, outcome) = try await store.queue.read { database in
      (
        try SimulatorStore.isOptedOut(recipient, from: sender, database),
        try Self.outcome(of: parameters, now: now, database)
      )
    }
  }

  /// WhatsApp only delivers templates to people who have not written within a day.
  private static func outcome(
    of parameters: MessageParameters, now: Int64, _ database: Database
  ) throws -> DeliveryOutcome {
    var outcome = try SimulatorStore.outcome(of: parameters["To"] ?? "", database)
    guard let to = parameters["To"], PhoneNumber.isWhatsApp(to), parameters["ContentSid"] == nil,
      outcome.errorCode == nil, let sender = parameters.sender
    else { return outcome }
    let last = try SimulatorStore.lastReceived(from: to, by: sender, database)
    guard last.map({ now - $0 <= 86_400_000 }) ?? false else {
      outcome.status = .undelivered
      outcome.errorCode = DeliveryError.outsideWindow
      return outcome
    }
    return outcome
  }
}
