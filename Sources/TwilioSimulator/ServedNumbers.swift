package import Connectors
import Synchronization
import Text

/// The numbers of the webhooks being served. A webhook keeps its number as long as it is served.
package final class ServedNumbers: Sendable {
  private let webhooks: ServedWebhooks
  private let numbers: Mutex<SimulatorNumbers>

  /// Assigns one number to each webhook; those in `explicit` are assigned first.
  /// - Parameter others: numbers that call no webhook.
  package init(
    _ webhooks: ServedWebhooks, explicit: [(number: String, webhook: String)] = [],
    others: [String] = []
  ) {
    self.webhooks = webhooks
    numbers = Mutex(
      SimulatorNumbers(webhooks: webhooks.table.ids, explicit: explicit, others: others))
  }

  /// The numbers with the ids of their webhooks, in order of assignment.
  package var webhookIDs: [(number: String, webhook: String)] { current.webhookIDs }

  /// The URL of a number's webhook; nil if it has none.
  func webhookURL(of number: String, base: String) -> String? {
    guard let id = current.webhook(of: number), let element = webhooks.table[id: id]?.first else {
      return nil
    }
    return "\(base)/inbound/\(PercentEncoding.component(element.path))"
  }

  var current: SimulatorNumbers {
    let ids = webhooks.table.ids
    return numbers.withLock { numbers in
      numbers.serve(ids)
      return numbers
    }
  }
}
