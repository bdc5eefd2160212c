/// The properties that the connector runtime reads even if a template does not have them.
enum RuntimeProperties {
  static func reads(_ place: PropertyBinding) -> Bool {
    switch place {
    case .zeebeProperty(let name):
      properties.contains(name) || name.hasPrefix("inbound.auth.")
    case .taskHeader(let key): headers.contains(key)
    case .input(let name): inputs.contains(name)
    default: false
    }
  }

  /// Whether the runtime evaluates the value as FEEL even without `=`.
  static func evaluates(_ place: PropertyBinding) -> Bool {
    guard reads(place) else { return false }
    return switch place {
    case .taskHeader(let name), .zeebeProperty(let name):
      name.hasSuffix("Expression") || name.hasSuffix("activationCondition")
    default: false
    }
  }

  private static let properties: Set = [
    "messageTtl", "consumeUnmatchedEvents", "deduplicationMode", "deduplicationId",
    "deduplicationModeManualFlag", "inbound.responseExpression", "inbound.verificationExpression",
    "synchronousResponse", "activationCondition", "inbound.activationCondition",
    "messageIdExpression", "correlationKeyExpression", "correlationRequired", "resultVariable",
    "resultExpression",
  ]

  private static let headers: Set = [
    "resultVariable", "resultExpression", "errorExpression", "retryBackoff", "jobTimeout",
    "elementTemplateId", "elementTemplateVersion",
  ]

  /// Properties of the HTTP connector, on which others are built.
  private static let inputs: Set = [
    "readTimeoutInSeconds", "connectionTimeoutInSeconds", "skipEncoding", "storeResponse",
    "documentReturnFormat", "groupSetCookieHeaders", "ignoreNullValues", "followRedirects",
    "clientTls",
  ]
}
