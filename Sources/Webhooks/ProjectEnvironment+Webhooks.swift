import Text
public import ProjectModel

extension ProjectEnvironment {
  /// `bpmnc dev` with its default port: where nothing is configured.
  public static let local = ProjectEnvironment(name: "local")

  /// A place that has nothing but an address.
  public init(name: String, baseURL: String) {
    self.init(name: name)
    self.baseURL = baseURL
  }

  /// Whether Camunda's own connector runtime serves the webhooks.
  public var isOfficial: Bool { runtime.map { $0 != .bpmnc } ?? (kind != .bpmnc) }

  /// The address in front of `/inbound`, without a slash at its end; nil where the environment
  /// does not tell it.
  ///
  /// What the world outside calls wins, then what is given for the connectors, then the rule of
  /// the kind (reference page camunda-and-twilio-apis, 1.5).
  public var webhookBase: String? {
    if let address = publicURL ?? baseURL { return WebAddress.trimmed(address) }
    switch kind {
    case .saas:
      guard let region, let clusterID else { return nil }
      return "https://\(region).connectors.camunda.io/\(clusterID)"
    case .selfManaged: return nil
    case .c8run: return "http://localhost:8086"
    case .bpmnc: return "http://localhost:8080"
    }
  }

  /// The path in front of a webhook's id: `/inbound`, and on a runtime of several clusters or
  /// tenants `/inbound/<physical tenant>/<tenant>`.
  public var webhookPrefix: String {
    guard hasTenantInPath else { return "/inbound" }
    return "/inbound/" + WebhookURL.segment(physicalTenant ?? "default") + "/"
      + WebhookURL.segment(tenant ?? "<default>")
  }

  /// Where the webhook of an id is reached.
  public func webhookURL(id: String) -> String? {
    webhookBase.map { $0 + webhookPrefix + "/" + WebhookURL.segment(id) }
  }

  /// Whether only this machine reaches the webhooks.
  package var isLoopback: Bool {
    guard
      let rest = webhookBase?.split(separator: "/", maxSplits: 1).last?.drop(while: { $0 == "/" })
    else { return false }
    let host = rest.hasPrefix("[") ? rest.prefix { $0 != "]" } : rest.prefix { !":/".contains($0) }
    return host == "localhost" || host.hasPrefix("127.") || host == "[::1"
  }
}
