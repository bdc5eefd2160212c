public import Diagnostics

/// A place where the project runs: an entry of `environments` in `bpmnc.yaml`.
public struct ProjectEnvironment: Sendable {
  /// What runs the processes there.
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

  /// The name in `bpmnc.yaml`.
  public var name: String
  /// Where the name stands.
  public var location: SourceLocation?
  /// What runs the processes there.
  public var kind = Kind.bpmnc
  /// The connector runtime, where it is set.
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
  /// The tenant, where there are several.
  public var tenant: String?
  /// The physical tenant of newer runtimes.
  public var physicalTenant: String?
  /// Whether URLs are `/inbound/<physical tenant>/<tenant>/<id>`.
  public var hasTenantInPath = false
  /// Asked in this order.
  public var secrets: [SecretSource] = []
  /// What is known of the Twilio account.
  public var twilio = Twilio()

  /// An environment of which only the name is known.
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
    /// The telephone numbers of the account.
    public var numbers: [Number] = []

    /// A number, sender or service, and the webhook that it calls.
    public struct Number: Sendable {
      /// What a number is for.
      public enum Kind: String, Sendable, CaseIterable {
        case number
        case messagingService = "messaging-service"
        case whatsApp = "whatsapp"
      }

      /// What the number is for.
      public var kind: Kind
      /// `+15005550006`, the SID of a messaging service, or `whatsapp:+…`.
      public var address: String
      /// The SID of a number (`PN…`) or a WhatsApp sender (`XE…`), where it is known.
      public var sid: String?
      /// The id of the webhook.
      public var webhook: String
      /// What Twilio calls when the webhook fails.
      public var fallbackURL: String?
      /// Where `bpmnc.yaml` names it.
      public var location: SourceLocation?
    }
  }
}
