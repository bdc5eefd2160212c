package import Secrets

/// The elements of each webhook path, with their expressions compiled.
package struct WebhookTable: Sendable {
  /// In manifest order.
  package let all: [CompiledWebhook]
  /// In manifest order, without duplicates.
  package let ids: [String]
  private let byPath: [String: [CompiledWebhook]]

  /// Creates a table of elements.
  package init(_ elements: [CompiledWebhook] = []) {
    all = elements
    var seen: Set<String> = []
    ids = elements.map(\.route.id).filter { seen.insert($0).inserted }
    byPath = Dictionary(grouping: elements, by: \.path)
  }

  /// Creates a table of routes.
  /// - Throws: `WebhookFault` for an element that cannot be served.
  package init(_ routes: [WebhookRoute], secrets: any SecretProvider) throws(WebhookFault) {
    self.init(
      try routes.map { (route) throws(WebhookFault) in
        try CompiledWebhook(route, secrets: secrets)
      })
  }

  /// The elements that receive requests to a path.
  package subscript(path path: String) -> [CompiledWebhook]? { byPath[path] }

  /// The elements with an id, as written in the diagram.
  package subscript(id id: String) -> [CompiledWebhook]? {
    all.first { $0.route.id == id }.flatMap { byPath[$0.path] }
  }

  /// The table with all elements of the given processes replaced.
  func replacing(_ processes: Set<String>, with elements: [CompiledWebhook]) -> WebhookTable {
    WebhookTable(all.filter { !processes.contains($0.route.processID) } + elements)
  }
}
