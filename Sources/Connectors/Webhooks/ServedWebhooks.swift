import Synchronization

/// The webhooks that are served now.
package final class ServedWebhooks: Sendable {
  private let state: Mutex<WebhookTable>

  /// Serves the elements of a table.
  package init(_ table: WebhookTable) { state = Mutex(table) }

  /// What is served now.
  package var table: WebhookTable { state.withLock { $0 } }

  /// Serves these elements instead of all others of their processes.
  package func replace(_ processes: Set<String>, with elements: [WebhookElement]) {
    state.withLock { $0 = $0.replacing(processes, with: elements) }
  }
}
