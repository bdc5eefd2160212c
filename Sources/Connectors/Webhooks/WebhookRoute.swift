import Twilio

/// An element of a diagram that listens on a webhook path, as listed in the bundle's
/// `webhooks.json`.
package struct WebhookRoute: Sendable {
  /// The kind of element.
  package enum Kind: String, Sendable {
    /// A start event without a message: each request creates an instance.
    case start
    case messageStart
    case catchEvent
    case boundaryEvent
    case receiveTask
    /// The start event of an event sub-process, which listens while its enclosing scope is active.
    case eventSubProcess

    /// Whether an instance waits for the message, rather than being started by it.
    package var waits: Bool { self != .start && self != .messageStart }
  }

  /// The last path segment, `inbound.context`; secret placeholders are resolved when it is served.
  package var id: String
  /// The kind of element.
  package var kind: Kind
  /// The id of its process.
  package var processID: String
  /// The element's id.
  package var elementID: String
  /// The element's name in the diagram.
  package var elementName: String?
  /// The element template that was applied.
  package var templateID: String?
  /// Methods in upper case; empty for any.
  package var methods: Set<String> = []
  /// How requests are signed; nil if they need no signature.
  package var hmac: HMACSettings?
  /// How callers authenticate.
  package var authentication = Authentication.none
  /// The expression that decides whether a request is for this element; nil accepts all.
  package var activationCondition: String?
  /// The expression for a response that starts nothing, such as to a challenge.
  package var verificationExpression: String?
  /// Whether requests that match no element get a 200.
  package var consumesUnmatchedEvents = false
  /// Whether the response waits: at a start event until the instance has ended; elsewhere it is an
  /// error if no instance waits for the request.
  package var isSynchronous = false
  /// The name of the message that the element receives.
  package var messageName: String?
  /// The expression for the correlation key.
  package var correlationKey: String?
  /// The expression for the message id.
  package var messageID: String?
  /// An ISO 8601 duration.
  package var timeToLive: String?
  /// The variable for the whole request.
  package var resultVariable: String?
  /// The expression that maps the request to variables.
  package var resultExpression: String?
  /// The expression for the response.
  package var responseExpression: String?

  /// How requests are signed.
  package struct HMACSettings: Sendable {
    /// The header that holds the signature.
    package var header: String
    /// `sha_1`, `sha_256` or `sha_512`.
    package var algorithm: String
    /// `url`, `body` and `parameters`, in lower case.
    package var scopes: Set<String>
    /// The secret, usually a placeholder.
    package var secret: String

    /// Creates the settings.
    package init(header: String, algorithm: String, scopes: Set<String>, secret: String) {
      self.header = header
      self.algorithm = algorithm
      self.scopes = scopes
      self.secret = secret
    }
  }

  /// How callers authenticate. Strings may contain secret placeholders.
  package enum Authentication: Sendable {
    case none
    case basic(username: String, password: String)
    /// The locator is an expression that reads the key from the request.
    case apiKey(key: String, locator: String?)
    /// A JSON Web Token that is verified with a key set; the expression reads permissions from it.
    case token(keysURL: String, permissions: String?, required: [String])
  }

  /// Creates a route with default settings.
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

  /// The element's name, or its id if it has none.
  package var label: String { elementName ?? elementID }

  /// Whether Twilio calls this webhook: its messages have ids of their own.
  package var isTwilio: Bool {
    hmac?.header.lowercased() == TwilioSignature.header
      || templateID?.contains("Twilio") ?? false
  }
}
