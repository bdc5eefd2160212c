import Engine

/// The elements behind each webhook path, with their expressions compiled.
struct WebhookTable: Sendable {
  private let elements: [String: [WebhookElement]]
  /// In the order of the manifest, each once.
  let ids: [String]

  /// - Throws: `WebhookFault` for an element that could not be served: it is better not to start
  ///   than to answer an SMS with an error.
  init(_ routes: [WebhookRoute]) throws(WebhookFault) {
    var elements: [String: [WebhookElement]] = [:]
    var ids: [String] = []
    for route in routes {
      if elements[route.id] == nil { ids.append(route.id) }
      elements[route.id, default: []].append(try WebhookElement(route))
    }
    self.elements = elements
    self.ids = ids
  }

  subscript(id: String) -> [WebhookElement]? { elements[id] }

  var all: [WebhookElement] { ids.flatMap { elements[$0] ?? [] } }
}

/// A route, ready to be used.
struct WebhookElement: Sendable {
  let route: WebhookRoute
  let signature: WebhookSignature?
  let authentication: WebhookAuthentication
  let activationCondition: ConnectorExpression?
  let verification: SecretExpression?
  let correlationKey: ConnectorExpression?
  let messageID: ConnectorExpression?
  let result: ConnectorExpression?
  let response: SecretExpression?
  /// Milliseconds.
  let timeToLive: Int64

  /// How long a message waits for its instance where the model does not say.
  private static let defaultTimeToLive: Int64 = 3_600_000

  init(_ route: WebhookRoute) throws(WebhookFault) {
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
      guard let milliseconds = ISODuration.milliseconds(text) else {
        throw WebhookFault(
          element: route.label,
          message: "messageTtl is '\(text)', which is no ISO 8601 duration such as PT1H.")
      }
      timeToLive = milliseconds
    } else {
      timeToLive = Self.defaultTimeToLive
    }
  }
}
