import FEEL
package import Webhooks

/// Why a webhook of the manifest cannot be served.
package struct WebhookFault: Error, Sendable, CustomStringConvertible {
  /// The id or label of the element.
  package var element: String
  /// The problem and what to do about it.
  package var message: String

  /// The element and the message in one line.
  package var description: String { "Webhook '\(element)': \(message)" }
}

extension WebhookRoute {
  /// The routes of a manifest.
  ///
  /// Inbound connectors other than webhooks have no id and are ignored; so are processes that are
  /// not executable.
  /// - Throws: `WebhookFault` for an entry with unsupported settings.
  package static func routes(_ manifest: WebhookManifest) throws(WebhookFault) -> [WebhookRoute] {
    var routes: [WebhookRoute] = []
    for entry in manifest.entries where entry.isExecutable {
      if let id = entry.id, !id.isEmpty { routes.append(try WebhookRoute(id: id, entry)) }
    }
    return routes
  }

  private init(id: String, _ entry: WebhookEntry) throws(WebhookFault) {
    let elementID = entry.element ?? ""
    let elementName = entry.elementName.flatMap { $0.isEmpty ? nil : $0 }
    let messageName = entry.messageName.flatMap { $0.isEmpty ? nil : $0 }
    let fault = { WebhookFault(element: elementName ?? elementID, message: $0) }
    guard let kind = Kind(entry, messageName: messageName) else {
      throw fault("an element of type \(entry.elementType) cannot be a webhook.")
    }
    guard let processID = entry.process, !processID.isEmpty else {
      throw fault("its process has no id.")
    }
    if entry.isOn("synchronousResponse"), kind == .messageStart {
      throw fault(
        "synchronousResponse is not supported for a message start event; use a start event without "
          + "a message, or remove the property.")
    }
    if kind != .start, messageName == nil { throw fault("its message has no name.") }
    self.init(
      id: id, kind: kind, processID: processID, elementID: elementID, elementName: elementName,
      messageName: messageName)
    templateID = entry.template
    methods = Set(entry.methods)
    hmac = try Self.hmac(entry, fault)
    authentication = try Self.authentication(entry, fault)
    activationCondition = entry.activationCondition
    verificationExpression = entry.text("inbound.verificationExpression")
    consumesUnmatchedEvents = entry.isOn("consumeUnmatchedEvents")
    isSynchronous = entry.isOn("synchronousResponse")
    correlationKey = entry.text("correlationKeyExpression")
    messageID = entry.text("messageIdExpression")
    timeToLive = entry.text("messageTtl")
    resultVariable = entry.text("resultVariable")
    resultExpression = entry.text("resultExpression")
    responseExpression = entry.text("inbound.responseExpression")
    if kind.waits, correlationKey == nil {
      throw fault("it waits for a message, but has no correlation key (payload).")
    }
  }

  private static func hmac(
    _ entry: WebhookEntry, _ fault: (String) -> WebhookFault
  ) throws(WebhookFault) -> HMACSettings? {
    guard entry.validatesSignature else { return nil }
    guard let secret = entry.text("inbound.hmacSecret"),
      let header = entry.text("inbound.hmacHeader")
    else { throw fault("HMAC is enabled, but the HMAC secret or header is missing.") }
    let scopes = scopes(entry["inbound.hmacScopes"] ?? "").filter { !$0.isEmpty }
    return HMACSettings(
      header: header, algorithm: entry["inbound.hmacAlgorithm"] ?? "",
      scopes: scopes.isEmpty ? ["body"] : Set(scopes.map { $0.lowercased() }), secret: secret)
  }

  /// `=["url","body"]`, or `url,body` as older templates write it. Anything else becomes a scope
  /// name, which `WebhookSignature` then rejects.
  private static func scopes(_ text: String) -> [String] {
    guard let value = try? ZeebeExpression(text).evaluate(FEELContext()).value,
      case .list(let items) = value
    else { return text.split(separator: ",").map { $0.filter { !$0.isWhitespace } } }
    return items.map { if case .string(let scope) = $0 { scope } else { "\($0)" } }
  }

  private static func authentication(
    _ entry: WebhookEntry, _ fault: (String) -> WebhookFault
  ) throws(WebhookFault) -> Authentication {
    switch entry.text("inbound.auth.type")?.uppercased() {
    case nil, "NONE": return .none
    case "BASIC":
      guard let username = entry.text("inbound.auth.username"),
        let password = entry.text("inbound.auth.password")
      else { throw fault("BASIC authentication needs username and password.") }
      return .basic(username: username, password: password)
    case "APIKEY":
      guard let key = entry.text("inbound.auth.apiKey") else {
        throw fault("APIKEY authentication needs apiKey.")
      }
      return .apiKey(key: key, locator: entry.text("inbound.auth.apiKeyLocator"))
    case "JWT":
      guard let url = entry.text("inbound.auth.jwt.jwkUrl") else {
        throw fault("JWT authentication needs jwt.jwkUrl, the URL of the key set.")
      }
      let permissions = entry.text("inbound.auth.jwt.permissionsExpression")
      let required = scopes(entry["inbound.auth.jwt.requiredPermissions"] ?? "")
        .filter { !$0.isEmpty }
      if !required.isEmpty, permissions == nil {
        throw fault(
          "JWT authentication has required permissions, but no jwt.permissionsExpression that reads "
            + "them from the token.")
      }
      return .token(keysURL: url, permissions: permissions, required: required)
    case let type?:
      throw fault("the authentication \(type) is not supported; use BASIC, APIKEY or JWT.")
    }
  }
}

extension WebhookRoute.Kind {
  fileprivate init?(_ entry: WebhookEntry, messageName: String?) {
    switch entry.elementType {
    case "bpmn:StartEvent" where entry.startsEventSubProcess: self = .eventSubProcess
    case "bpmn:StartEvent": self = messageName == nil ? .start : .messageStart
    case "bpmn:IntermediateCatchEvent": self = .catchEvent
    case "bpmn:BoundaryEvent": self = .boundaryEvent
    case "bpmn:ReceiveTask": self = .receiveTask
    default: return nil
    }
  }
}

extension WebhookEntry {
  /// The value of a property if it is not empty.
  fileprivate func text(_ property: String) -> String? {
    self[property].flatMap { $0.isEmpty ? nil : $0 }
  }

  fileprivate func isOn(_ property: String) -> Bool {
    ["true", "enabled"].contains(self[property])
  }
}
