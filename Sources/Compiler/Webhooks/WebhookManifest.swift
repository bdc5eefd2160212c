import BPMN
public import Diagnostics
public import JSON
import XML

/// The list of a project's inbound connectors with their URLs: `bpmnc webhooks`, and
/// `webhooks.json` in a bundle.
public struct WebhookManifest: Sendable {
  /// A place where the project runs.
  public struct Environment: Sendable, Hashable {
    public var name: String
    public var baseURL: String

    public init(name: String, baseURL: String) {
      self.name = name
      self.baseURL = baseURL
    }

    /// `bpmnc dev` with its default port.
    public static let local = Environment(name: "local", baseURL: "http://localhost:8080")
  }

  public let webhooks: [Webhook]
  public let environments: [Environment]

  public init(_ webhooks: [Webhook], environments: [Environment] = [.local]) {
    self.webhooks = webhooks
    self.environments = environments
  }

  /// The document of `webhooks --format json` (docs/machine-readable.md).
  /// - Parameters:
  ///   - name: the file's name in the document.
  ///   - listsProperties: whether each entry also has `properties`, all of the element's own: what
  ///     the executor needs of a bundle.
  public func json(
    file name: (SourceText) -> String = { source in source.path },
    listsProperties: Bool = false
  ) -> JSONValue {
    let entries = webhooks.map { webhook -> JSONValue in
      var entry = json(webhook, name)
      if listsProperties { entry["properties"] = webhook.properties }
      return .object(entry)
    }
    return ["version": 1, "webhooks": .array(entries)]
  }

  /// The URLs of a webhook, one for each environment.
  public func urls(of webhook: Webhook) -> [(environment: String, url: String)] {
    guard let id = webhook.id else { return [] }
    return environments.map { ($0.name, WebhookURL.url(base: $0.baseURL, id: id)) }
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
      ("process", JSONValue(element.process?.id)),
      ("executable", .bool(element.process?.isExecutable ?? false)),
      ("file", .string(file(element.model.source))),
      ("line", JSONValue(element.location.start.line)),
      ("connectorType", .string(webhook.connectorType)),
      ("template", JSONValue(element.templateID)),
      ("templateVersion", JSONValue(element.templateVersion)),
      ("methods", .array(webhook.methods.map(JSONValue.string))),
      ("path", JSONValue(webhook.id.map(WebhookURL.path))),
      ("urls", Self.json(urls(of: webhook))),
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

  private static func json(_ urls: [(environment: String, url: String)]) -> JSONValue {
    .array(urls.map { ["environment": .string($0.environment), "url": .string($0.url)] })
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
    ]
  }

  /// A bundle's document with the URLs of other environments.
  public static func readdress(
    _ document: JSONValue, environments: [Environment]
  ) -> JSONValue {
    let webhooks = (document["webhooks"]?.array ?? []).map { webhook -> JSONValue in
      guard var object = webhook.object else { return webhook }
      object["properties"] = nil
      if let id = webhook["id"]?.string {
        object["urls"] = json(
          environments.map { ($0.name, WebhookURL.url(base: $0.baseURL, id: id)) })
      }
      return .object(object)
    }
    return ["version": 1, "webhooks": .array(webhooks)]
  }
}
