import Text
import Twilio

/// The numbers of the simulated account, and the webhook that each one calls.
struct SimulatorNumbers: Sendable {
  /// Twilio's own test number; the following ones count up from it.
  static let firstNumber = "+15005550006"

  /// In the order in which they were given out.
  private(set) var webhookIDs: [(number: String, webhook: String)] = []
  private let explicit: [(number: String, webhook: String)]

  /// Gives each webhook one number, in order, but the numbers in `explicit` to theirs.
  init(webhooks: [String], explicit: [(number: String, webhook: String)] = []) {
    self.explicit = explicit
    webhookIDs = explicit
    serve(webhooks)
  }

  /// Gives numbers to webhooks that have none, and takes back those of webhooks that are gone.
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

  /// The number that a messaging service picks.
  var picked: String { webhookIDs.first?.number ?? Self.firstNumber }

  /// The webhook behind a number; `whatsapp:` in front of it makes no difference.
  func webhook(of number: String) -> String? {
    webhookIDs.first { $0.number == PhoneNumber.plain(number) }?.webhook
  }
}
