public import Diagnostics

/// A place where the project runs: an entry of `environments` in `bpmnc.yaml`.
public struct ProjectEnvironment: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Camunda 8 SaaS: a region and a cluster id.
    case saas
    case selfManaged = "self-managed"
    /// Camunda 8 Run with its default ports.
    case c8run
    /// Our own executor.
    case bpmnc
  }

  /// Whose behaviour counts where runtimes differ.
  public enum Runtime: String, Sendable, CaseIterable {
    case camunda88 = "camunda-8.8"
    case camunda89 = "camunda-8.9"
    case camunda810 = "camunda-8.10"
    case bpmnc
  }

  public var name: String
  /// Where the name stands.
  public var location: SourceLocation?
  public var kind = Kind.bpmnc
  public var runtime: Runtime?
  /// SaaS only.
  public var region: String?
  /// SaaS only.
  public var clusterID: String?
  /// The address of the cluster's REST API, with or without `/v2`.
  public var cluster: String?
  /// The address of the connectors, in front of `/inbound/…`; for what has no other rule.
  public var baseURL: String?
  /// What the world outside calls, where a proxy or a tunnel stands in front: wins over `baseURL`.
  public var publicURL: String?
  public var tenant: String?
  /// The physical tenant of newer runtimes.
  public var physicalTenant: String?
  /// Whether URLs are `/inbound/<physical tenant>/<tenant>/<id>`.
  public var hasTenantInPath = false
  /// Asked in this order.
  public var secrets: [SecretSource] = []
  public var twilio = Twilio()

  public init(name: String) {
    self.name = name
  }

  /// Where the values of secrets come from.
  public enum SecretSource: Sendable, Hashable {
    /// Environment variables, behind a prefix; `SECRET_` unless another is named.
    case environment(prefix: String)
    /// A file of `NAME=VALUE` lines.
    case envFile(String)
    /// A folder with one file for each secret, as Docker and Kubernetes mount them.
    case directory(String)
    case jsonFile(String)
    case yamlFile(String)
    /// A command that prints the value; `{name}` in its words stands for the secret's name.
    case command([String])
  }

  /// What of Twilio belongs to the environment.
  public struct Twilio: Sendable {
    public var numbers: [Number] = []

    /// A number, sender or service, and the webhook that it calls.
    public struct Number: Sendable {
      public enum Kind: String, Sendable, CaseIterable {
        case number
        case messagingService = "messaging-service"
        case whatsApp = "whatsapp"
      }

      public var kind: Kind
      /// `+15005550006`, the SID of a messaging service, or `whatsapp:+…`.
      public var address: String
      /// The SID of a number (`PN…`) or a WhatsApp sender (`XE…`), where it is known.
      public var sid: String?
      /// The id of the webhook.
      public var webhook: String
      /// What Twilio calls when the webhook fails.
      public var fallbackURL: String?
      public var location: SourceLocation?
    }
  }
}
