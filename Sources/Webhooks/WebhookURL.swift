import BPMN
public import ProjectModel
import Text

/// The URLs of webhooks: `/inbound/<id>` after the address of the connectors.
public enum WebhookURL {
  /// The path of an ID.
  public static func path(id: String) -> String {
    "/inbound/" + segment(id)
  }

  /// The URL of an ID, with the trailing slashes of the base URL removed.
  public static func url(base: String, id: String) -> String {
    WebAddress.trimmed(base) + path(id: id)
  }

  /// A string percent-encoded as one path segment (RFC 3986, section 3.3). Only unreserved
  /// characters are kept, and secret placeholders stay readable.
  static func segment(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    var start = 0
    for reference in SecretReference.find(in: text) where reference.form == .braced {
      result += encoded(bytes[start..<reference.range.lowerBound])
      result += String(decoding: bytes[reference.range], as: UTF8.self)
      start = reference.range.upperBound
    }
    return result + encoded(bytes[start...])
  }

  private static func encoded(_ bytes: ArraySlice<UInt8>) -> String {
    PercentEncoding.encode(bytes, keeping: PercentEncoding.isUnreserved)
  }
}

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
    if hasInvalidAddress { return nil }
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

  /// Why there is no `webhookBase`, as a message.
  public var withoutAddress: String {
    "environment '\(name)' has " + (hasInvalidAddress ? "an invalid address" : "no base-url")
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
  public var isLoopback: Bool { webhookBase.map(WebAddress.isLoopback) ?? false }

  /// The port of `bpmnc dev`: that of a base URL on this machine; nil for the default.
  package var localPort: Int? {
    guard let baseURL, WebAddress.isLoopback(baseURL) else { return nil }
    return WebAddress.port(of: baseURL)
  }
}
