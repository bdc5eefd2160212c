public import ProjectModel

extension ProjectEnvironment {
  /// `bpmnc dev` with its default port, the default environment.
  public static let local = ProjectEnvironment(name: "local")

  /// An environment with only an address.
  public init(name: String, baseURL: String) {
    self.init(name: name)
    self.baseURL = baseURL
  }

  /// Whether Camunda's connector runtime serves the webhooks.
  public var isOfficial: Bool { runtime.map { $0 != .bpmnc } ?? (kind != .bpmnc) }

  /// The address before `/inbound`, without a trailing slash; nil if it is unknown.
  ///
  /// This is the public URL, the base URL, or the default address of the kind of environment, in
  /// this order.
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

  /// The path before the ID of a webhook: `/inbound`, or `/inbound/<physical tenant>/<tenant>` on a
  /// runtime for several clusters or tenants.
  public var webhookPrefix: String {
    guard hasTenantInPath else { return "/inbound" }
    return "/inbound/" + WebhookURL.segment(physicalTenant ?? "default") + "/"
      + WebhookURL.segment(tenant ?? "<default>")
  }

  /// The URL of the webhook with an ID.
  public func webhookURL(id: String) -> String? {
    webhookBase.map { $0 + webhookPrefix + "/" + WebhookURL.segment(id) }
  }

  /// Whether the webhooks are reachable only from this machine.
  package var isLoopback: Bool {
    guard
      let rest = webhookBase?.split(separator: "/", maxSplits: 1).last?.drop(while: { $0 == "/" })
    else { return false }
    let host = rest.hasPrefix("[") ? rest.prefix { $0 != "]" } : rest.prefix { !":/".contains($0) }
    return host == "localhost" || host.hasPrefix("127.") || host == "[::1"
  }
}
