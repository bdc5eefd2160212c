package import Secrets

/// The elements behind each webhook path, with their expressions compiled.
package struct WebhookTable: Sendable {
  /// In the order of the manifest.
  package let all: [WebhookElement]
  /// In the order of the manifest, each once.
  package let ids: [String]
  private let byPath: [String: [WebhookElement]]

  /// The table of these elements.
  package init(_ elements: [WebhookElement] = []) {
    all = elements
    var seen: Set<String> = []
    ids = elements.map(\.route.id).filter { seen.insert($0).inserted }
    byPath = Dictionary(grouping: elements, by: \.path)
  }

  /// The table of these routes.
  /// - Throws: `WebhookFault` for an element that cannot be served.
  package init(_ routes: [WebhookRoute], secrets: any SecretProvider) throws(WebhookFault) {
    self.init(
      try routes.map { (route) throws(WebhookFault) in
        try WebhookElement(route, secrets: secrets)
      })
  }

  /// The elements that requests to a path are for.
  package subscript(path path: String) -> [WebhookElement]? { byPath[path] }

  /// The elements with an id, as the diagram writes it.
  package subscript(id id: String) -> [WebhookElement]? {
    all.first { $0.route.id == id }.flatMap { byPath[$0.path] }
  }

  /// The table with these elements instead of all others of their processes.
  func replacing(_ processes: Set<String>, with elements: [WebhookElement]) -> WebhookTable {
    WebhookTable(all.filter { !processes.contains($0.route.processID) } + elements)
  }
}
