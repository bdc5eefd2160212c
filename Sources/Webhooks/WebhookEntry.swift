import JSON
import Text

/// An entry of a webhook document, from diagrams or a bundle: the input of lists, OpenAPI documents
/// and comparisons.
struct WebhookEntry {
  package let json: JSONValue

  init(_ json: JSONValue) {
    self.json = json
  }

  /// The entries of a document of `WebhookManifest.json`.
  package static func all(in document: JSONValue) -> [WebhookEntry] {
    (document["webhooks"]?.array ?? []).map(WebhookEntry.init)
  }

  /// The URL of the webhook in an environment.
  struct Address {
    package var environment: String
    package var url: String
    /// The method for Twilio to use; nil if none is accepted.
    package var method: String?
    var isOfficial: Bool
    package var notes: [String]
  }

  package var addresses: [Address] {
    (json["urls"]?.array ?? []).compactMap { entry in
      guard let name = entry["environment"]?.string, let url = entry["url"]?.string else {
        return nil
      }
      return Address(
        environment: name, url: url, method: entry["method"]?.string,
        isOfficial: entry["runtime"]?.string == "camunda",
        notes: (entry["notes"]?.array ?? []).compactMap(\.string))
    }
  }

  package var id: String? { json["id"]?.string }
  package var element: String { json["element"]?.string ?? "" }
  package var process: String? { json["process"]?.string }
  package var methods: [String] { (json["methods"]?.array ?? []).compactMap(\.string) }
  package var connectorType: String { json["connectorType"]?.string ?? "" }
  /// The label of the element for people.
  package var label: String { oneLine(json["elementName"]?.string) ?? element }

  /// A raw property of the element, if the document contains properties.
  package func property(_ name: String) -> String? { json["properties"]?[name]?.string }

  /// Whether Twilio calls it, which follows from its template or the header of its signature.
  package var isTwilio: Bool {
    if let template = json["template"]?.string, Webhook.twilioTemplates.contains(template) {
      return true
    }
    return id != nil && json["hmac"]?["header"]?.string?.lowercased() == "x-twilio-signature"
  }

  /// Whether a request starts an instance without a message. On Camunda's runtime, a repeated
  /// request then starts another instance.
  package var isPlainStart: Bool {
    json["elementType"]?.string == "bpmn:StartEvent"
      && json["correlation"]?["messageName"]?.isNull != false
  }

  /// A note on which events get the requests if the path is used more than once; nil otherwise.
  func conflictNote(isOfficial: Bool) -> String? {
    let conflicts = json["conflicts"]?.array ?? []
    guard !conflicts.isEmpty else { return nil }
    let count = conflicts.count + 1
    guard conflicts.contains(where: { $0["outcome"]?.string == "queued" }) else {
      return "path shared by \(count) events: all get every request"
    }
    return isOfficial
      ? "path used \(count) times: the first deployed gets every request"
      : "path used \(count) times: all get every request"
  }
}
