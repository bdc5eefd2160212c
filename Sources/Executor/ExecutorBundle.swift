package import Connectors
package import EngineProtocol
package import JSON
package import Linting

/// What an executor runs.
package struct ExecutorBundle: Sendable {
  /// The files to deploy.
  package var resources: [DeploymentResource]
  /// The elements that webhooks call.
  package var webhooks: [WebhookRoute]
  /// The names of the secrets that each element uses, by element id; nil where that is not known.
  ///
  /// Where it is known, an element gets no other secret, whatever its variables say.
  package var secrets: [String: Set<String>]?
  /// The rules that it was checked by, and by which what is deployed later may share its paths.
  package var settings = LintSettings()

  /// A bundle of these parts.
  package init(
    resources: [DeploymentResource], webhooks: [WebhookRoute] = [],
    secrets: [String: Set<String>]? = nil
  ) {
    self.resources = resources
    self.webhooks = webhooks
    self.secrets = secrets
  }

  /// From the resources and the texts of `webhooks.json` and `secrets.json`.
  /// - Throws: `WebhookFault` for a webhook that cannot be served.
  package init(
    resources: [DeploymentResource], webhooks: JSONValue, secrets: JSONValue?
  ) throws(WebhookFault) {
    self.init(
      resources: resources, webhooks: try WebhookRoute.routes(manifest: webhooks),
      secrets: secrets.map(Self.names))
  }

  /// The names by element, of a `secrets.json`.
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
