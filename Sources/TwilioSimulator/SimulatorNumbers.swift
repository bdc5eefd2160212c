import Text

/// The numbers of the simulated account that the project assigns, and the webhook that each one
/// calls.
struct SimulatorNumbers: Sendable {
  /// Twilio's test number; further numbers count up from it.
  static let firstNumber = "+15005550006"

  /// In order of assignment.
  private(set) var webhookIDs: [(number: String, webhook: String)] = []
  private let explicit: [(number: String, webhook: String)]
  /// Numbers that call no webhook.
  private let others: [String]

  /// Assigns one number to each webhook, in order; those in `explicit` are assigned first.
  /// - Parameter others: numbers that call no webhook.
  init(
    webhooks: [String], explicit: [(number: String, webhook: String)] = [], others: [String] = []
  ) {
    self.explicit = explicit
    self.others = others
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

  /// The numbers that the project assigns, in order.
  var assigned: [String] {
    let called = webhookIDs.map(\.number)
    return called + others.filter { !called.contains($0) }
  }

  /// The account's numbers: those that the project assigns, otherwise Twilio's test number.
  var all: [String] { assigned.isEmpty ? [Self.firstNumber] : assigned }

  /// The webhook of a number, with or without the prefix `whatsapp:`.
  func webhook(of number: String) -> String? {
    webhookIDs.first { $0.number == PhoneNumber.plain(number) }?.webhook
  }
}
