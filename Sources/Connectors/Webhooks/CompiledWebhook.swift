import EngineProtocol
import HTTP
import Secrets
import Text
import Time

/// A webhook element with its expressions compiled.
package struct CompiledWebhook: Sendable {
  /// The settings in the diagram.
  package let route: WebhookRoute
  /// The last segment of the request path: the route's id with its secrets resolved. Never shown.
  package let path: String
  /// Masks the secrets of the path.
  package let pathMask: SecretMask
  /// Nil if requests need no signature.
  package let signature: WebhookSignature?
  let authentication: WebhookAuthentication
  let activationCondition: ConnectorExpression?
  let verification: SecretExpression?
  let correlationKey: ConnectorExpression?
  let messageID: ConnectorExpression?
  let result: ConnectorExpression?
  /// The response expression.
  package let response: SecretExpression?
  /// Milliseconds.
  let timeToLive: Int64

  /// How long a message waits for its instance if the model does not set it.
  private static let defaultTimeToLive: Int64 = 3_600_000

  /// - Throws: for an element that cannot be served. It is better not to start than to answer an
  ///   SMS with an error.
  init(_ route: WebhookRoute, secrets: any SecretProvider) throws(WebhookFault) {
    func compiled<Expression>(
      _ text: String?, _ name: String,
      _ compile: (String, String) throws(ConnectorError) -> Expression
    ) throws(WebhookFault) -> Expression? {
      guard let text, !text.trimmed.isEmpty else { return nil }
      do { return try compile(text, name) } catch {
        throw WebhookFault(element: route.label, message: error.message)
      }
    }
    func expression(
      _ text: String?, _ name: String
    ) throws(WebhookFault) -> ConnectorExpression? {
      try compiled(text, name) { (text, name) throws(ConnectorError) in
        try ConnectorExpression(text, name: name)
      }
    }
    func secretExpression(
      _ text: String?, _ name: String
    ) throws(WebhookFault) -> SecretExpression? {
      try compiled(text, name) { (text, name) throws(ConnectorError) in
        try SecretExpression(text, name: name)
      }
    }
    self.route = route
    var resolver = SecretResolver(provider: secrets)
    do { path = try resolver.resolve(SecretHole.marking(route.id)) } catch {
      throw WebhookFault(
        element: route.label, message: "its webhook id cannot be resolved. \(error.message)")
    }
    guard !path.isEmpty else {
      throw WebhookFault(
        element: route.label, message: "the secrets in its webhook id '\(route.id)' are empty.")
    }
    pathMask = resolver.mask
    signature = try route.hmac.map { (settings) throws(WebhookFault) in
      try WebhookSignature(settings, element: route.label)
    }
    authentication = try WebhookAuthentication(route)
    activationCondition = try expression(route.activationCondition, "activationCondition")
    verification = try secretExpression(route.verificationExpression, "verificationExpression")
    correlationKey = try expression(route.correlationKey, "correlationKeyExpression")
    messageID = try expression(route.messageID, "messageIdExpression")
    result = try expression(route.resultExpression, "resultExpression")
    response = try secretExpression(route.responseExpression, "responseExpression")
    if let text = route.timeToLive {
      guard let milliseconds = ConnectorDuration.milliseconds(text) else {
        throw WebhookFault(
          element: route.label,
          message: "messageTtl is '\(text)', which is not an ISO 8601 duration such as PT1H.")
      }
      timeToLive = milliseconds
    } else {
      timeToLive = Self.defaultTimeToLive
    }
  }
}
