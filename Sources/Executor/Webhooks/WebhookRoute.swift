import JSON

/// One element of a diagram that listens on a webhook path, as the bundle's `webhooks.json` says.
public struct WebhookRoute: Sendable {
  /// What the element is.
  public enum Kind: String, Sendable {
    /// A start event without a message: each request creates an instance.
    case start
    case messageStart
    case catchEvent
    case boundaryEvent
    case receiveTask
    /// The start event of an event sub-process, which listens while the scope around it is active.
    case eventSubProcess

    /// Whether an instance waits for the message, instead of beginning with it.
    public var waits: Bool { self != .start && self != .messageStart }
  }

  /// The last part of the path, `inbound.context`; its placeholders of secrets are filled when it is
  /// served.
  public var id: String
  /// What the element is.
  public var kind: Kind
  /// The id of its process.
  public var processID: String
  /// Its own id.
  public var elementID: String
  /// Its name in the diagram.
  public var elementName: String?
  /// The element template that it was made with.
  public var templateID: String?
  /// Upper-case methods; empty for any.
  public var methods: Set<String> = []
  /// How requests are signed; nil where they need no signature.
  public var hmac: HMACSettings?
  /// How callers show who they are.
  public var authentication = Authentication.none
  /// The expression that says whether a request is for this element; nil for every one.
  public var activationCondition: String?
  /// The expression whose value is an answer that starts nothing, such as to a challenge.
  public var verificationExpression: String?
  /// Whether requests for no element are answered with 200.
  public var consumesUnmatchedEvents = false
  /// The name of the message that the element waits for or starts with.
  public var messageName: String?
  /// The expression that reads the correlation key from the request.
  public var correlationKey: String?
  /// The expression that reads the message id from the request.
  public var messageID: String?
  /// An ISO 8601 duration.
  public var timeToLive: String?
  /// The variable that holds the whole request.
  public var resultVariable: String?
  /// The expression that makes variables of the request.
  public var resultExpression: String?
  /// The expression that makes the answer.
  public var responseExpression: String?

  /// How requests are signed.
  public struct HMACSettings: Sendable {
    /// The header with the signature.
    public var header: String
    /// `sha_1`, `sha_256` or `sha_512`.
    public var algorithm: String
    /// `url`, `body` and `parameters`, in lower case.
    public var scopes: Set<String>
    /// May be or hold a placeholder of a secret.
    public var secret: String

    /// Settings of these parts.
    public init(header: String, algorithm: String, scopes: Set<String>, secret: String) {
      self.header = header
      self.algorithm = algorithm
      self.scopes = scopes
      self.secret = secret
    }
  }

  /// How callers show who they are. Texts may be or hold placeholders of secrets.
  public enum Authentication: Sendable {
    case none
    case basic(username: String, password: String)
    /// The locator is an expression that reads the key from the request.
    case apiKey(key: String, locator: String?)
  }

  /// A route without any setting.
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
