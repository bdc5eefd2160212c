import JSON

/// An entry of a webhook document, from which lists, OpenAPI documents and comparisons are made,
/// whether it comes from diagrams or from a bundle.
struct WebhookEntry {
  package let json: JSONValue

  init(_ json: JSONValue) {
    self.json = json
  }

  /// The entries of a document that `WebhookManifest.json` makes.
  package static func all(in document: JSONValue) -> [WebhookEntry] {
    (document["webhooks"]?.array ?? []).map(WebhookEntry.init)
  }

  /// A place where the webhook is reached.
  struct Address {
    package var environment: String
    package var url: String
    /// The method that Twilio has to use; nil where it has none that is answered.
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
  /// What people know the element by.
  package var label: String { oneLine(json["elementName"]?.string) ?? element }

  /// A raw property of the element, where the document has them.
  package func property(_ name: String) -> String? { json["properties"]?[name]?.string }

  /// Whether Twilio calls it: by its template, or by the header that Twilio signs with.
  package var isTwilio: Bool {
    if let template = json["template"]?.string, Webhook.twilioTemplates.contains(template) {
      return true
    }
    return id != nil && json["hmac"]?["header"]?.string?.lowercased() == "x-twilio-signature"
  }

  /// Whether a request starts an instance without a message: such a start never counts twice
  /// delivered requests once on Camunda's runtime.
  package var isPlainStart: Bool {
    json["elementType"]?.string == "bpmn:StartEvent"
      && json["correlation"]?["messageName"]?.isNull != false
  }

  /// Who gets the requests where the path occurs more than once, in words for people; nil where
  /// it does not.
  func conflictNote(isOfficial: Bool) -> String? {
    let conflicts = json["conflicts"]?.array ?? []
    guard !conflicts.isEmpty else { return nil }
    let count = conflicts.count + 1
    guard conflicts.contains(where: { $0["outcome"]?.string == "queued" }) else {
      return "path shared by \(count) events: all are asked"
    }
    return isOfficial
      ? "path used \(count) times: the first deployed gets every request"
      : "path used \(count) times: all are asked"
  }
}
