import BPMN
public import Diagnostics
public import JSON
public import ProjectModel
import XML

/// The list of a project's inbound connectors with their URLs: `bpmnc webhooks`, and
/// `webhooks.json` in a bundle.
public struct WebhookManifest: Sendable {
  /// The listed webhooks.
  public let webhooks: [Webhook]
  /// The environments of the URLs.
  public let environments: [ProjectEnvironment]

  /// A manifest of webhooks for these environments.
  public init(_ webhooks: [Webhook], environments: [ProjectEnvironment] = [.local]) {
    self.webhooks = webhooks
    self.environments = environments
  }

  /// The document of `webhooks --format json` (docs/machine-readable.md).
  /// - Parameters:
  ///   - name: returns the name of a file in the document.
  ///   - listsProperties: whether each entry contains all `properties` of the element, which the
  ///     executor needs.
  public func json(
    file name: (SourceText) -> String = { source in source.path },
    listsProperties: Bool = false
  ) -> JSONValue {
    let entries = webhooks.map { webhook -> JSONValue in
      var entry = json(webhook, name)
      if listsProperties { entry["properties"] = Self.json(webhook.properties) }
      return .object(entry)
    }
    return ["version": 1, "webhooks": .array(entries)]
  }

  private static func json(_ properties: [ZeebeProperty]) -> JSONValue {
    .object(
      properties.compactMap { property in
        property.name.map { ($0, JSONValue(property.value)) }
      })
  }

  private func json(_ webhook: Webhook, _ file: (SourceText) -> String) -> JSONObject {
    let element = webhook.element
    let correlation: JSONValue = [
      "processKey": JSONValue(element.message?.correlationKey?.value),
      "payloadKey": JSONValue(webhook["correlationKeyExpression"]),
      "messageId": JSONValue(webhook["messageIdExpression"]),
      "timeToLive": JSONValue(webhook["messageTtl"]),
      "messageName": JSONValue(element.message?.name),
    ]
    let members: [(String, JSONValue)] = [
      ("id", JSONValue(webhook.id)),
      ("element", JSONValue(element.id)),
      ("elementType", .string(element.type.qualifiedName)),
      ("elementName", JSONValue(element.name)),
      ("eventSubProcess", .bool(element.startsEventSubProcess)),
      ("process", JSONValue(element.process?.id)),
      ("executable", .bool(element.process?.isExecutable ?? false)),
      ("file", .string(file(element.model.source))),
      ("line", JSONValue(element.location.start.line)),
      ("connectorType", .string(webhook.connectorType)),
      ("template", JSONValue(element.templateID)),
      ("templateVersion", JSONValue(element.templateVersion)),
      ("methods", .array(webhook.methods.map(JSONValue.string))),
      ("path", JSONValue(webhook.id.map(WebhookURL.path))),
      ("urls", Self.urls(webhook.id, webhook.methods, in: environments)),
      ("hmac", Self.signature(webhook)),
      ("authentication", JSONValue(webhook["inbound.auth.type"])),
      ("activationCondition", JSONValue(webhook.activationCondition)),
      ("correlation", correlation),
      ("resultVariable", JSONValue(webhook["resultVariable"])),
      ("resultExpression", JSONValue(webhook["resultExpression"])),
      ("conflicts", .array(webhook.conflicts.map { Self.json($0, file) })),
    ]
    return JSONObject(members)
  }

  /// The URLs of an ID, one for each environment with an address.
  ///
  /// `method` is the method for Twilio to use, which sends POST or GET: POST if it is accepted.
  private static func urls(
    _ id: String?, _ methods: [String], in environments: [ProjectEnvironment]
  ) -> JSONValue {
    guard let id else { return [] }
    let method = ["POST", "GET"].first(where: methods.contains)
    return .array(
      environments.compactMap { environment -> JSONValue? in
        guard let url = environment.webhookURL(id: id) else { return nil }
        let notes = WebhookIDNote.notes(id: id, isOfficial: environment.isOfficial)
        return [
          "environment": .string(environment.name), "url": .string(url),
          "method": JSONValue(method), "runtime": environment.isOfficial ? "camunda" : "bpmnc",
          "notes": .array(notes.map(JSONValue.string)),
        ]
      })
  }

  private static func signature(_ webhook: Webhook) -> JSONValue {
    [
      "enabled": .bool(webhook.validatesSignature),
      "header": JSONValue(webhook["inbound.hmacHeader"]),
      "algorithm": JSONValue(webhook["inbound.hmacAlgorithm"]),
      "scopes": JSONValue(webhook["inbound.hmacScopes"]),
      "secret": JSONValue(webhook["inbound.hmacSecret"]),
    ]
  }

  private static func json(
    _ conflict: Webhook.Conflict, _ file: (SourceText) -> String
  ) -> JSONValue {
    [
      "file": .string(file(conflict.element.model.source)),
      "line": JSONValue(conflict.element.location.start.line),
      "process": JSONValue(conflict.element.process?.id),
      "element": JSONValue(conflict.element.id),
      "outcome": .string(conflict.outcome.rawValue),
      "receivers": [
        "camunda": conflict.outcome == .shared ? "both" : "first-deployed", "bpmnc": "both",
      ],
    ]
  }

  /// Replaces the URLs of a document with those of these environments.
  /// - Parameter keepsProperties: whether to keep `properties`, which OpenAPI documents need.
  public static func readdress(
    _ document: JSONValue, environments: [ProjectEnvironment], keepsProperties: Bool = false
  ) -> JSONValue {
    let webhooks = (document["webhooks"]?.array ?? []).map { webhook -> JSONValue in
      guard var object = webhook.object else { return webhook }
      if !keepsProperties { object["properties"] = nil }
      let methods = (webhook["methods"]?.array ?? []).compactMap(\.string)
      object["urls"] = urls(webhook["id"]?.string, methods, in: environments)
      return .object(object)
    }
    return ["version": 1, "webhooks": .array(webhooks)]
  }
}

extension BPMNElement {
  /// Whether it is the start event of an event sub-process, which waits while the enclosing scope
  /// is active.
  fileprivate var startsEventSubProcess: Bool {
    type == .startEvent && scope?.isEventSubProcess == true
  }
}
