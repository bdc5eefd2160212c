import BPMN
public import Diagnostics
public import JSON
public import ProjectModel
import XML

/// The inbound connectors of a project with their URLs: `bpmnc webhooks`, and `webhooks.json` in a
/// bundle.
public struct WebhookManifest: Sendable {
  /// The connectors, in the order of files and locations.
  package var entries: [WebhookEntry]

  /// The manifest of a project's connectors.
  /// - Parameters:
  ///   - environments: the environments of the URLs.
  ///   - name: returns the name of a file in the manifest.
  public init(
    _ webhooks: [Webhook], environments: [ProjectEnvironment] = [.local],
    file name: (SourceText) -> String = { source in source.path }
  ) {
    entries = webhooks.map { WebhookEntry($0, name) }
    address(for: environments)
  }

  /// Replaces the URLs with those of these environments, one for each environment with an address.
  public mutating func address(for environments: [ProjectEnvironment]) {
    for index in entries.indices {
      guard let id = entries[index].id else { continue }
      entries[index].addresses = environments.compactMap { environment in
        environment.webhookURL(id: id).map {
          WebhookEntry.Address(
            environment: environment.name, url: $0, isOfficial: environment.isOfficial)
        }
      }
    }
  }

  /// The document of `webhooks --format json` (docs/machine-readable.md).
  /// - Parameter listsProperties: whether each entry contains all `properties` of the element, as in
  ///   a bundle.
  public func json(listsProperties: Bool = false) -> JSONValue {
    Self.document(entries.map { .object($0.json(listsProperties: listsProperties)) })
  }

  /// Reads a bundle's `webhooks.json`.
  /// - Returns: nil for a document of another version or an entry without `properties`.
  public init?(_ document: JSONValue) {
    guard document["version"]?.int == 1, let list = document["webhooks"]?.array else { return nil }
    entries = list.compactMap(WebhookEntry.init)
    guard entries.count == list.count else { return nil }
  }

  /// A document with these entries.
  static func document(_ entries: [JSONValue]) -> JSONValue {
    ["version": 1, "webhooks": .array(entries)]
  }
}

extension WebhookEntry {
  fileprivate init(_ webhook: Webhook, _ file: (SourceText) -> String) {
    let element = webhook.element
    self.element = element.id
    elementType = element.type.qualifiedName
    elementName = element.name
    startsEventSubProcess = element.type == .startEvent && element.scope?.isEventSubProcess == true
    process = element.process?.id
    isExecutable = element.process?.isExecutable ?? false
    self.file = file(element.model.source)
    line = element.location.start.line
    template = element.templateID
    templateVersion = element.templateVersion
    messageName = element.message?.name
    processKey = element.message?.correlationKey?.value
    conflicts = webhook.conflicts.map { conflict in
      Conflict(
        file: file(conflict.element.model.source), line: conflict.element.location.start.line,
        process: conflict.element.process?.id, element: conflict.element.id,
        outcome: conflict.outcome)
    }
    properties = webhook.properties.compactMap { property in
      guard let name = property.name, let value = property.value else { return nil }
      return Property(name: name, value: value)
    }
  }
}
