package import JSON

extension WebhookEntry {
  /// The entry in the document of `webhooks --format json` (docs/machine-readable.md).
  ///
  /// - Parameter listsProperties: whether it contains `properties`, which reading requires.
  package func json(listsProperties: Bool) -> JSONObject {
    var members: [(String, JSONValue)] = [
      ("id", JSONValue(id)),
      ("element", JSONValue(element)),
      ("elementType", .string(elementType)),
      ("elementName", JSONValue(elementName)),
      ("eventSubProcess", .bool(startsEventSubProcess)),
      ("process", JSONValue(process)),
      ("executable", .bool(isExecutable)),
      ("file", .string(file)),
      ("line", JSONValue(line)),
      ("connectorType", .string(connectorType)),
      ("template", JSONValue(template)),
      ("templateVersion", JSONValue(templateVersion)),
      ("methods", .array(methods.map(JSONValue.string))),
      ("path", JSONValue(path)),
      ("urls", .array(addresses.map(json))),
      ("hmac", signature),
      ("authentication", JSONValue(self["inbound.auth.type"])),
      ("activationCondition", JSONValue(activationCondition)),
      ("correlation", correlation),
      ("resultVariable", JSONValue(self["resultVariable"])),
      ("resultExpression", JSONValue(self["resultExpression"])),
      ("conflicts", .array(conflicts.map(\.json))),
    ]
    if listsProperties {
      members.append(
        ("properties", .object(JSONObject(properties.map { ($0.name, .string($0.value)) }))))
    }
    return JSONObject(members)
  }

  /// Reads an entry with `properties`; members that are derived from them are ignored.
  ///
  /// Members that older versions did not write may be missing.
  init?(_ json: JSONValue) {
    guard let properties = json["properties"]?.object else { return nil }
    element = json["element"]?.string
    elementType = json["elementType"]?.string ?? ""
    elementName = json["elementName"]?.string
    startsEventSubProcess = json["eventSubProcess"]?.bool ?? false
    process = json["process"]?.string
    isExecutable = json["executable"]?.bool ?? true
    file = json["file"]?.string ?? ""
    line = json["line"]?.int ?? 1
    template = json["template"]?.string
    templateVersion = json["templateVersion"]?.int
    messageName = json["correlation"]?["messageName"]?.string
    processKey = json["correlation"]?["processKey"]?.string
    addresses = (json["urls"]?.array ?? []).compactMap(Address.init)
    conflicts = (json["conflicts"]?.array ?? []).compactMap(Conflict.init)
    self.properties = properties.members.compactMap { name, value in
      value.string.map { Property(name: name, value: $0) }
    }
  }

  private var signature: JSONValue {
    [
      "enabled": .bool(validatesSignature),
      "header": JSONValue(self["inbound.hmacHeader"]),
      "algorithm": JSONValue(self["inbound.hmacAlgorithm"]),
      "scopes": JSONValue(self["inbound.hmacScopes"]),
      "secret": JSONValue(self["inbound.hmacSecret"]),
    ]
  }

  private var correlation: JSONValue {
    [
      "processKey": JSONValue(processKey),
      "payloadKey": JSONValue(self["correlationKeyExpression"]),
      "messageId": JSONValue(self["messageIdExpression"]),
      "timeToLive": JSONValue(self["messageTtl"]),
      "messageName": JSONValue(messageName),
    ]
  }

  private func json(_ address: Address) -> JSONValue {
    [
      "environment": .string(address.environment), "url": .string(address.url),
      "method": JSONValue(methodForTwilio), "runtime": address.isOfficial ? "camunda" : "bpmnc",
      "notes": .array(notes(address).map(JSONValue.string)),
    ]
  }
}

extension WebhookEntry.Address {
  fileprivate init?(_ json: JSONValue) {
    guard let environment = json["environment"]?.string, let url = json["url"]?.string else {
      return nil
    }
    self.init(
      environment: environment, url: url, isOfficial: json["runtime"]?.string == "camunda")
  }
}

extension WebhookEntry.Conflict {
  fileprivate init?(_ json: JSONValue) {
    guard
      let outcome = (json["outcome"]?.string).flatMap(Webhook.Conflict.Outcome.init(rawValue:))
    else { return nil }
    self.init(
      file: json["file"]?.string ?? "", line: json["line"]?.int ?? 1,
      process: json["process"]?.string, element: json["element"]?.string, outcome: outcome)
  }

  fileprivate var json: JSONValue {
    [
      "file": .string(file), "line": JSONValue(line), "process": JSONValue(process),
      "element": JSONValue(element), "outcome": .string(outcome.rawValue),
      "receivers": ["camunda": outcome == .shared ? "both" : "first-deployed", "bpmnc": "both"],
    ]
  }
}
