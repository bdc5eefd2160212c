package import Connectors
package import EngineProtocol
package import JSON
package import Linting
package import Webhooks

/// The content that an executor runs.
package struct ExecutorBundle: Sendable {
  /// The files to deploy.
  package var resources: [DeploymentResource]
  /// The elements that webhooks call.
  package var webhooks: [WebhookRoute]
  /// The names of the secrets that each element uses, by element id; nil if unknown.
  ///
  /// If known, an element can resolve no other secret, whatever its variables contain.
  package var secrets: [String: Set<String>]?
  /// The paths of resources as the user gave them, by name; empty for a bundle.
  package var givenPaths: [String: String] = [:]
  /// The lint settings of the bundle, which also decide whether later deployments may share its
  /// paths.
  package var settings = LintSettings()

  /// Creates a bundle.
  package init(
    resources: [DeploymentResource], webhooks: [WebhookRoute] = [],
    secrets: [String: Set<String>]? = nil
  ) {
    self.resources = resources
    self.webhooks = webhooks
    self.secrets = secrets
  }

  /// Creates a bundle from its resources, `webhooks.json` and the contents of `secrets.json`.
  /// - Throws: `WebhookFault` for a webhook that cannot be served.
  package init(
    resources: [DeploymentResource], webhooks: WebhookManifest, secrets: JSONValue?
  ) throws(WebhookFault) {
    self.init(
      resources: resources, webhooks: try WebhookRoute.routes(webhooks),
      secrets: secrets.map(Self.names))
  }

  /// The secret names in a `secrets.json`, by element.
  static func names(_ inventory: JSONValue) -> [String: Set<String>] {
    var names: [String: Set<String>] = [:]
    for secret in inventory["secrets"]?.array ?? [] {
      guard let name = secret["name"]?.string else { continue }
      for reference in secret["references"]?.array ?? [] {
        if let element = reference["element"]?.string { names[element, default: []].insert(name) }
      }
    }
    return names
  }
}
