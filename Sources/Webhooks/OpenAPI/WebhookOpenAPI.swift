import BPMN
public import JSON
public import ProjectModel

/// A manifest as OpenAPI 3.1, with a server for each environment and a path for each webhook.
///
/// The schemas contain what the expressions read, and allow anything else. Source of the responses:
/// Camunda documentation, "HTTP Webhook connector".
public struct WebhookOpenAPI: Sendable {
  private let manifest: WebhookManifest
  private let environments: [ProjectEnvironment]

  /// - Parameter environments: the environments; those with an address become servers.
  public init(_ manifest: WebhookManifest, environments: [ProjectEnvironment]) {
    self.manifest = manifest
    self.environments = environments.filter { $0.webhookBase != nil }
  }

  /// The document as JSON.
  public var json: JSONValue {
    var operations = OpenAPIOperations(isOfficial: environments.contains(where: \.isOfficial))
    let groups = self.groups
    var paths: [(String, JSONValue)] = []
    for prefix in prefixes {
      for group in groups {
        let path = Path(id: group.id, prefix: prefix)
        var item = operations.pathItem(of: group.entries)
        if !path.parameters.isEmpty { item["parameters"] = .array(path.parameters) }
        if prefixes.count > 1 { item["servers"] = servers(prefix: prefix) }
        paths.append((path.template, .object(item)))
      }
    }
    return .object([
      ("openapi", "3.1.0"),
      (
        "info",
        [
          "title": "Webhooks", "version": "1.0.0",
          "description": "The HTTP requests that start or continue processes.",
        ]
      ),
      ("servers", servers(prefix: nil)),
      ("tags", .array(tags.map { ["name": .string($0)] })),
      ("paths", .object(paths)),
      ("components", operations.components),
    ])
  }

  /// The entries that requests can reach, grouped by ID in the order of the manifest.
  private var groups: [(id: String, entries: [WebhookEntry])] {
    var groups: [(id: String, entries: [WebhookEntry])] = []
    var places: [String: Int] = [:]
    for entry in manifest.entries {
      guard let id = entry.id, !id.isEmpty else { continue }
      if let place = places[id] {
        groups[place].entries.append(entry)
      } else {
        places[id] = groups.count
        groups.append((id, [entry]))
      }
    }
    return groups
  }

  private var tags: [String] {
    var seen: Set<String> = []
    return groups.flatMap(\.entries).compactMap(\.process).filter { seen.insert($0).inserted }
  }

  /// The path prefixes before IDs: one, unless environments have different tenants.
  private var prefixes: [String] {
    var seen: Set<String> = []
    let found = environments.map(\.webhookPrefix).filter { seen.insert($0).inserted }
    return found.isEmpty ? ["/inbound"] : found
  }

  private func servers(prefix: String?) -> JSONValue {
    .array(
      environments.filter { prefix == nil || $0.webhookPrefix == prefix }.map { environment in
        [
          "url": JSONValue(environment.webhookBase),
          "description": .string(environment.name),
        ]
      })
  }

  /// A path with its parameters, which are the secrets in the ID.
  private struct Path {
    var template: String
    var parameters: [JSONValue] = []

    init(id: String, prefix: String) {
      let bytes = Array(id.utf8)
      template = prefix + "/"
      var start = 0
      var names: Set<String> = []
      for reference in SecretReference.find(in: id) where reference.form == .braced {
        template += WebhookURL.segment(
          String(decoding: bytes[start..<reference.range.lowerBound], as: UTF8.self))
        let name = OpenAPIName.component(reference.name)
        template += "{\(name)}"
        start = reference.range.upperBound
        guard names.insert(name).inserted else { continue }
        parameters.append([
          "name": .string(name), "in": "path", "required": true,
          "description": .string("The value of the secret \(reference.name)."),
          "schema": ["type": "string"],
        ])
      }
      template += WebhookURL.segment(String(decoding: bytes[start...], as: UTF8.self))
    }
  }
}
