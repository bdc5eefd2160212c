import Secrets
import Synchronization

/// The elements behind each webhook path, with their expressions compiled.
struct WebhookTable: Sendable {
  /// In the order of the manifest.
  let all: [WebhookElement]
  /// In the order of the manifest, each once.
  let ids: [String]
  private let byPath: [String: [WebhookElement]]

  init(_ elements: [WebhookElement] = []) {
    all = elements
    var seen: Set<String> = []
    ids = elements.map(\.route.id).filter { seen.insert($0).inserted }
    byPath = Dictionary(grouping: elements, by: \.path)
  }

  /// - Throws: `WebhookFault` for an element that cannot be served.
  init(_ routes: [WebhookRoute], secrets: any SecretProvider) throws(WebhookFault) {
    self.init(
      try routes.map { (route) throws(WebhookFault) in
        try WebhookElement(route, secrets: secrets)
      })
  }

  /// The elements that requests to a path are for.
  subscript(path path: String) -> [WebhookElement]? { byPath[path] }

  /// The elements with an id, as the diagram writes it.
  subscript(id id: String) -> [WebhookElement]? {
    all.first { $0.route.id == id }.flatMap { byPath[$0.path] }
  }

  /// The table with these elements instead of all others of their processes.
  func replacing(_ processes: Set<String>, with elements: [WebhookElement]) -> WebhookTable {
    WebhookTable(all.filter { !processes.contains($0.route.processID) } + elements)
  }
}

/// The webhooks that are served now, and their numbers in the simulator.
final class ServedWebhooks: Sendable {
  private struct State {
    var table: WebhookTable
    var numbers: SimulatorNumbers
  }

  private let state: Mutex<State>

  init(_ table: WebhookTable, numbers: [(number: String, webhook: String)] = []) {
    state = Mutex(
      State(table: table, numbers: SimulatorNumbers(webhooks: table.ids, explicit: numbers)))
  }

  var table: WebhookTable { state.withLock { $0.table } }
  var numbers: SimulatorNumbers { state.withLock { $0.numbers } }

  /// Serves these elements instead of all others of their processes.
  func replace(_ processes: Set<String>, with elements: [WebhookElement]) {
    state.withLock { state in
      state.table = state.table.replacing(processes, with: elements)
      state.numbers.serve(state.table.ids)
    }
  }
}
