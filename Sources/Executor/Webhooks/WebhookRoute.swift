import JSON

/// One element of a diagram that listens on a webhook path, as the bundle's `webhooks.json` says.
public struct WebhookRoute: Sendable {
  public enum Kind: String, Sendable {
    /// A start event without a message: each request creates an instance.
    case start
    case messageStart
    case catchEvent
    case boundaryEvent
    case receiveTask

    /// Whether an instance waits for the message, instead of beginning with it.
    public var waits: Bool { self != .start && self != .messageStart }
  }

  /// The last part of the path, `inbound.context`.
  public var id: String
  public var kind: Kind
  public var processID: String
  public var elementID: String
  public var elementName: String?
  public var templateID: String?
  /// Upper-case methods; empty for any.
  public var methods: Set<String> = []
  public var hmac: HMACSettings?
  public var authentication = Authentication.none
  public var activationCondition: String?
  public var verificationExpression: String?
  public var consumesUnmatchedEvents = false
  public var messageName: String?
  /// The expression that reads the correlation key from the request.
  public var correlationKey: String?
  public var messageID: String?
  /// An ISO 8601 duration.
  public var timeToLive: String?
  public var resultVariable: String?
  public var resultExpression: String?
  public var responseExpression: String?

  public struct HMACSettings: Sendable {
    public var header: String
    /// `sha_1`, `sha_256` or `sha_512`.
    public var algorithm: String
    /// `url`, `body` and `parameters`, in lower case.
    public var scopes: Set<String>
    /// May be or hold a placeholder of a secret.
    public var secret: String

    public init(header: String, algorithm: String, scopes: Set<String>, secret: String) {
      self.header = header
      self.algorithm = algorithm
      self.scopes = scopes
      self.secret = secret
    }
  }

  /// Texts may be or hold placeholders of secrets.
  public enum Authentication: Sendable {
    case none
    case basic(username: String, password: String)
    /// The locator is an expression that reads the key from the request.
    case apiKey(key: String, locator: String?)
  }

  public init(
    id: String, kind: Kind, processID: String, elementID: String, elementName: String? = nil,
    messageName: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.processID = processID
    self.elementID = elementID
    self.elementName = elementName
    self.messageName = messageName
  }

  /// What people call the element.
  public var label: String { elementName ?? elementID }

  /// Whether Twilio calls it: it sends messages with an id of their own.
  var isTwilio: Bool {
    hmac?.header.lowercased() == TwilioSignature.header
      || templateID?.contains("Twilio") ?? false
  }
}
