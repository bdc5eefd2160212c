import FEEL
import JSON
import Twilio

/// A request's effect on one element: everything evaluated, nothing done yet.
struct WebhookMessage: Sendable {
  let element: CompiledWebhook
  /// Nil for a start event without a message.
  let identity: Identity?
  let variables: JSONObject

  /// Messages with equal identities are the same message to an engine.
  struct Identity: Hashable, Sendable {
    var name: String
    /// Empty for a message start event without a correlation key.
    var correlationKey: String
    /// Empty if retries cannot be told from new requests.
    var id: String
  }

  var route: WebhookRoute { element.route }

  /// - Throws: for an expression that fails, and for a correlation key that is null.
  init(_ addressee: Addressee, in environment: FEELEnvironment) throws(ConnectorError) {
    element = addressee.element
    let route = addressee.route
    if let name = route.messageName {
      var identity = Identity(name: name, correlationKey: "", id: "")
      if let expression = element.correlationKey {
        let key = try expression.evaluate(addressee.payload.values, in: environment)
        guard let text = key.keyText else {
          throw .input("The correlation key of \(route.label) is null for this request.")
        }
        identity.correlationKey = text
      }
      // A synchronous request is correlated now or not at all.
      if !route.isSynchronous { identity.id = try Self.messageID(addressee, in: environment) }
      self.identity = identity
    } else {
      identity = nil
    }
    variables = try Self.variables(addressee, in: environment)
  }

  /// Empty if retries cannot be told from new requests.
  private static func messageID(
    _ addressee: Addressee, in environment: FEELEnvironment
  ) throws(ConnectorError) -> String {
    if let expression = addressee.element.messageID {
      return try expression.evaluate(addressee.payload.values, in: environment).keyText ?? ""
    }
    return addressee.route.isTwilio ? TwilioRequest(addressee.payload.json).messageID : ""
  }

  /// Maps the payload to variables, as for outbound connectors.
  private static func variables(
    _ addressee: Addressee, in environment: FEELEnvironment
  ) throws(ConnectorError) -> JSONObject {
    var variables = JSONObject()
    if let name = addressee.route.resultVariable {
      variables[name] = .object(addressee.payload.json)
    }
    guard let result = addressee.element.result else { return variables }
    switch try result.evaluate(addressee.payload.values, in: environment) {
    case .null: break
    case .object(let object): variables.merge(object)
    case let other:
      throw .input(
        "The result expression of \(addressee.route.label) must return a context, but returned "
          + "\(other.kindName).")
    }
    return variables
  }

  /// Whether an engine that buffers one of the two may use it for the other.
  func isInterchangeable(with other: WebhookMessage) -> Bool {
    identity == other.identity && variables == other.variables
      && element.timeToLive == other.element.timeToLive
  }
}

extension JSONValue {
  /// The key as the engine compares it: strings as they are, other values as JSON; nil for null.
  fileprivate var keyText: String? {
    switch self {
    case .null: nil
    case .string(let text): text
    default: text()
    }
  }
}
