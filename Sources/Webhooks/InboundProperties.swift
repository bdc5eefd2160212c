import Text

/// The settings of an inbound connector, read from its properties, in a diagram or `webhooks.json`.
///
/// Names and precedence are those of Camunda's connector runtime: properties without a value are
/// ignored, and the first of several with the same name is used.
public protocol InboundProperties {
  /// The value of a property; nil if absent.
  subscript(property: String) -> String? { get }
}

extension InboundProperties {
  /// The value of `inbound.type`, such as `io.camunda:webhook:1`.
  public var connectorType: String { self["inbound.type"] ?? "" }

  /// Whether it receives HTTP requests.
  public var isHTTP: Bool {
    let type = connectorType
    let name = type.split(separator: ":").dropFirst().first.map(String.init) ?? type
    let bytes = Array(name.utf8)
    if messageBrokers.contains(where: { !bytes.offsets(of: $0).isEmpty }) { return false }
    return self["inbound.context"] != nil || !bytes.offsets(of: "webhook").isEmpty
  }

  /// The accepted HTTP methods, in uppercase.
  public var methods: [String] {
    guard isHTTP else { return [] }
    switch self["inbound.method"]?.lowercased() {
    case nil where connectorType.contains("slack"): return ["POST"]
    case nil, "any", "": return ["GET", "POST", "PUT", "DELETE"]
    case let method?: return [method.uppercased()]
    }
  }

  /// The activation condition; the current property overrides the deprecated one.
  public var activationCondition: String? {
    self["activationCondition"] ?? self["inbound.activationCondition"]
  }

  /// Whether requests must carry a signature.
  public var validatesSignature: Bool { self["inbound.shouldValidateHmac"] == "enabled" }

  /// Whether its signature is in the header that Twilio uses.
  var hasTwilioSignature: Bool {
    isHTTP && self["inbound.hmacHeader"]?.isTwilioSignatureHeader == true
  }
}

extension String {
  /// Whether it is the name of the header with Twilio's signature.
  var isTwilioSignatureHeader: Bool { lowercased() == "x-twilio-signature" }
}

/// Parts of the type names of inbound connectors that poll or subscribe.
private let messageBrokers = [
  "kafka", "rabbitmq", "sqs", "polling", "email", "eventbridge-poll", "pubsub",
]
