import Twilio

/// One element of a diagram that listens on a webhook path, as the bundle's `webhooks.json` says.
package struct WebhookRoute: Sendable {
  /// What the element is.
  package enum Kind: String, Sendable {
    /// A start event without a message: each request creates an instance.
    case start
    case messageStart
    case catchEvent
    case boundaryEvent
    case receiveTask
    /// The start event of an event sub-process, which listens while the scope around it is active.
    case eventSubProcess

    /// Whether an instance waits for the message, instead of beginning with it.
    package var waits: Bool { self != .start && self != .messageStart }
  }

  /// The last part of the path, `inbound.context`; its placeholders of secrets are filled when it is
  /// served.
  package var id: String
  /// What the element is.
  package var kind: Kind
  /// The id of its process.
  package var processID: String
  /// Its own id.
  package var elementID: String
  /// Its name in the diagram.
  package var elementName: String?
  /// The element template that it was made with.
  package var templateID: String?
  /// Upper-case methods; empty for any.
  package var methods: Set<String> = []
  /// How requests are signed; nil where they need no signature.
  package var hmac: HMACSettings?
  /// How callers show who they are.
  package var authentication = Authentication.none
  /// The expression that says whether a request is for this element; nil for every one.
  package var activationCondition: String?
  /// The expression whose value is an answer that starts nothing, such as to a challenge.
  package var verificationExpression: String?
  /// Whether requests for no element are answered with 200.
  package var consumesUnmatchedEvents = false
  /// The name of the message that the element waits for or starts with.
  package var messageName: String?
  /// The expression that reads the correlation key from the request.
  package var correlationKey: String?
  /// The expression that reads the message id from the request.
  package var messageID: String?
  /// An ISO 8601 duration.
  package var timeToLive: String?
  /// The variable that holds the whole request.
  package var resultVariable: String?
  /// The expression that makes variables of the request.
  package var resultExpression: String?
  /// The expression that makes the answer.
  package var responseExpression: String?

  /// How requests are signed.
  package struct HMACSettings: Sendable {
    /// The header with the signature.
    package var header: String
    /// `sha_1`, `sha_256` or `sha_512`.
    package var algorithm: String
    /// `url`, `body` and `parameters`, in lower case.
    package var scopes: Set<String>
    /// May be or hold a placeholder of a secret.
    package var secret: String

    /// Settings of these parts.
    package init(header: String, algorithm: String, scopes: Set<String>, secret: String) {
      self.header = header
      self.algorithm = algorithm
      self.scopes = scopes
      self.secret = secret
    }
  }

  /// How callers show who they are. Texts may be or hold placeholders of secrets.
  package enum Authentication: Sendable {
    case none
    case basic(username: String, password: String)
    /// The locator is an expression that reads the key from the request.
    case apiKey(key: String, locator: String?)
  }

  /// A route without any setting.
  package init(
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
  package var label: String { elementName ?? elementID }

  /// Whether Twilio calls it: it sends messages with an id of their own.
  var isTwilio: Bool {
    hmac?.header.lowercased() == TwilioSignature.header
      || templateID?.contains("Twilio") ?? false
  }
}
