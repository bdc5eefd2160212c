public import Diagnostics

/// An environment in which the project runs: an entry of `environments` in `bpmnc.yaml`.
public struct ProjectEnvironment: Sendable {
  /// The kind of an environment.
  public enum Kind: String, Sendable, CaseIterable {
    /// Camunda 8 SaaS, with a region and a cluster ID.
    case saas
    case selfManaged = "self-managed"
    /// Camunda 8 Run with its default ports.
    case c8run
    /// bpmnc's executor.
    case bpmnc
  }

  /// The connector runtime.
  public enum Runtime: String, Sendable, CaseIterable {
    case camunda88 = "camunda-8.8"
    case camunda89 = "camunda-8.9"
    case camunda810 = "camunda-8.10"
    case bpmnc
  }

  /// The name in `bpmnc.yaml`.
  public var name: String
  /// The location of the name.
  public var location: SourceLocation?
  /// The kind.
  public var kind = Kind.bpmnc
  /// The connector runtime, if it is set.
  public var runtime: Runtime?
  /// The region of a SaaS cluster.
  public var region: String?
  /// The ID of a SaaS cluster.
  public var clusterID: String?
  /// The address of the cluster's REST API, with or without `/v2`.
  public var cluster: String?
  /// The address of the connectors, before `/inbound/…`, if it does not follow from other settings.
  public var baseURL: String?
  /// The public address of a proxy or tunnel; overrides `baseURL`.
  public var publicURL: String?
  /// Whether a setting that determines the address is invalid, so that the address is unknown.
  public var hasInvalidAddress = false
  /// The tenant, if there are several.
  public var tenant: String?
  /// The physical tenant of newer runtimes.
  public var physicalTenant: String?
  /// Whether URLs are `/inbound/<physical tenant>/<tenant>/<id>`.
  public var hasTenantInPath = false
  /// The sources of secrets, in lookup order.
  public var secrets: [SecretSource] = []
  /// The Twilio settings.
  public var twilio = Twilio()

  /// An environment with default settings.
  public init(name: String) {
    self.name = name
  }

  /// A source of secrets.
  public enum SecretSource: Sendable, Hashable {
    /// Environment variables with a prefix, `SECRET_` by default.
    case environment(prefix: String)
    /// A file of `NAME=VALUE` lines.
    case envFile(String)
    /// A folder with one file for each secret, as Docker and Kubernetes mount them.
    case directory(String)
    case jsonFile(String)
    case yamlFile(String)
    /// A command that prints the value; `{name}` in its arguments stands for the secret's name.
    case command([String])
  }

  /// The Twilio settings of an environment.
  public struct Twilio: Sendable {
    /// The phone numbers, senders and services of the account.
    public var numbers: [Number] = []

    /// A phone number, sender or service, and the webhook to call for it.
    public struct Number: Sendable {
      /// The kind of an entry.
      public enum Kind: String, Sendable, CaseIterable {
        case number
        case messagingService = "messaging-service"
        case whatsApp = "whatsapp"
      }

      /// The kind.
      public var kind: Kind
      /// `+15005550006`, the SID of a messaging service, or `whatsapp:+…`.
      public var address: String
      /// The SID of a number (`PN…`) or a WhatsApp sender (`XE…`), if it is known.
      public var sid: String?
      /// The ID of the webhook.
      public var webhook: String
      /// The URL that Twilio calls if the webhook fails.
      public var fallbackURL: String?
      /// The location in `bpmnc.yaml`.
      public var location: SourceLocation?
    }
  }
}
