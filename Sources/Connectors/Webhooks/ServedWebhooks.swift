import Synchronization

/// The webhooks being served.
package final class ServedWebhooks: Sendable {
  private let state: Mutex<WebhookTable>

  /// Serves the elements of a table.
  package init(_ table: WebhookTable) { state = Mutex(table) }

  /// The current table.
  package var table: WebhookTable { state.withLock { $0 } }

  /// Replaces all elements of the given processes.
  package func replace(_ processes: Set<String>, with elements: [CompiledWebhook]) {
    state.withLock { $0 = $0.replacing(processes, with: elements) }
  }
}
