package import JSON

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
  /// The routes of a `webhooks.json`: `{"version": 1, "webhooks": [...]}`.
  ///
  /// Inbound connectors other than webhooks have no id and are ignored; so are processes that are
  /// not executable.
  /// - Throws: `WebhookFault` for an entry with unsupported settings.
  package static func routes(manifest: JSONValue) throws(WebhookFault) -> [WebhookRoute] {
    var routes: [WebhookRoute] = []
    for entry in manifest["webhooks"]?.array ?? [] {
      let isServed = entry["executable"]?.bool ?? true
      if isServed, let id = entry["id"]?.text, !id.isEmpty {
        routes.append(try WebhookRoute(id: id, WebhookProperties(entry).expand(entry)))
      }
    }
    return routes
  }

  private init(id: String, _ entry: JSONValue) throws(WebhookFault) {
    let elementID = entry["element"]?.text ?? ""
    let fault = { WebhookFault(element: entry["elementName"]?.text ?? elementID, message: $0) }
    let correlation = entry["correlation"]
    let messageName = (correlation?["messageName"] ?? entry["messageName"])?.text
    guard let kind = Kind(entry, messageName: messageName) else {
      throw fault("an element of type \(entry["elementType"]?.text ?? "?") cannot be a webhook.")
    }
    guard let processID = entry["process"]?.text else { throw fault("its process has no id.") }
    if entry["synchronousResponse"]?.isTrue ?? false {
      throw fault("synchronousResponse is not supported; remove the property.")
    }
    if kind != .start, messageName == nil { throw fault("its message has no name.") }
    self.init(
      id: id, kind: kind, processID: processID, elementID: elementID,
      elementName: entry["elementName"]?.text, messageName: messageName)
    templateID = entry["template"]?.text
    methods = Set((entry["methods"]?.array ?? []).compactMap { $0.text?.uppercased() })
      .subtracting(["ANY"])
    hmac = try Self.hmac(entry["hmac"], fault)
    authentication = try Self.authentication(entry["authentication"], fault)
    activationCondition = entry["activationCondition"]?.text
    verificationExpression = entry["verificationExpression"]?.text
    consumesUnmatchedEvents = entry["consumeUnmatchedEvents"]?.isTrue ?? false
    correlationKey = correlation?["payloadKey"]?.text
    messageID = correlation?["messageId"]?.text
    timeToLive = correlation?["timeToLive"]?.text
    resultVariable = entry["resultVariable"]?.text
    resultExpression = entry["resultExpression"]?.text
    responseExpression = entry["responseExpression"]?.text
    if kind.waits, correlationKey == nil {
      throw fault("it waits for a message, but has no correlation key (payload).")
    }
  }

  private static func hmac(
    _ value: JSONValue?, _ fault: (String) -> WebhookFault
  ) throws(WebhookFault) -> HMACSettings? {
    guard let value, value["enabled"]?.isTrue ?? false else { return nil }
    guard let secret = value["secret"]?.text, let header = value["header"]?.text else {
      throw fault("HMAC is enabled, but the HMAC secret or header is missing.")
    }
    let scopes = (value["scopes"]?.array ?? []).compactMap { $0.text?.lowercased() }
    return HMACSettings(
      header: header, algorithm: value["algorithm"]?.text ?? "",
      scopes: scopes.isEmpty ? ["body"] : Set(scopes), secret: secret)
  }

  private static func authentication(
    _ value: JSONValue?, _ fault: (String) -> WebhookFault
  ) throws(WebhookFault) -> Authentication {
    switch (value?.text ?? value?["type"]?.text)?.uppercased() {
    case nil, "NONE": return .none
    case "BASIC":
      guard let username = value?["username"]?.text, let password = value?["password"]?.text else {
        throw fault("BASIC authentication needs username and password.")
      }
      return .basic(username: username, password: password)
    case "APIKEY":
      guard let key = value?["apiKey"]?.text else {
        throw fault("APIKEY authentication needs apiKey.")
      }
      return .apiKey(key: key, locator: value?["apiKeyLocator"]?.text)
    case let type?: throw fault("the authentication \(type) is not supported; use BASIC or APIKEY.")
    }
  }
}

extension WebhookRoute.Kind {
  fileprivate init?(_ entry: JSONValue, messageName: String?) {
    switch entry["elementType"]?.text?.split(separator: ":").last?.lowercased() {
    case "startevent" where entry["eventSubProcess"]?.isTrue ?? false: self = .eventSubProcess
    case "startevent": self = messageName == nil ? .start : .messageStart
    case "intermediatecatchevent": self = .catchEvent
    case "boundaryevent": self = .boundaryEvent
    case "receivetask": self = .receiveTask
    default: return nil
    }
  }
}

extension JSONValue {
  /// A non-empty string.
  fileprivate var text: String? { string.flatMap { $0.isEmpty ? nil : $0 } }
  fileprivate var isTrue: Bool {
    bool ?? (string.map { ["true", "enabled"].contains($0) } ?? false)
  }
}
