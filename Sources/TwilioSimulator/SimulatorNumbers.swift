import Text

/// The numbers of the simulated account, and the webhook that each one calls.
struct SimulatorNumbers: Sendable {
  /// Twilio's test number; further numbers count up from it.
  static let firstNumber = "+15005550006"

  /// In order of assignment.
  private(set) var webhookIDs: [(number: String, webhook: String)] = []
  private let explicit: [(number: String, webhook: String)]

  /// Assigns one number to each webhook, in order; those in `explicit` are assigned first.
  init(webhooks: [String], explicit: [(number: String, webhook: String)] = []) {
    self.explicit = explicit
    webhookIDs = explicit
    serve(webhooks)
  }

  /// Assigns numbers to new webhooks, and releases those of removed webhooks.
  mutating func serve(_ webhooks: [String]) {
    webhookIDs.removeAll { entry in
      !webhooks.contains(entry.webhook) && !explicit.contains { $0.number == entry.number }
    }
    var next = 5_005_550_006
    for webhook in webhooks where !webhookIDs.contains(where: { $0.webhook == webhook }) {
      while webhookIDs.contains(where: { $0.number == "+1\(next)" }) { next += 1 }
      webhookIDs.append((number: "+1\(next)", webhook: webhook))
    }
  }

  /// The number that a messaging service chooses.
  var picked: String { webhookIDs.first?.number ?? Self.firstNumber }

  /// The webhook of a number, with or without the prefix `whatsapp:`.
  func webhook(of number: String) -> String? {
    webhookIDs.first { $0.number == PhoneNumber.plain(number) }?.webhook
  }
}
