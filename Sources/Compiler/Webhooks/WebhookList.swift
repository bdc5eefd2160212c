public import JSON

/// A webhook document as a list for people and spreadsheets.
public struct WebhookList: Sendable {
  private let webhooks: [JSONValue]

  /// - Parameter document: what `WebhookManifest.json` makes.
  public init(_ document: JSONValue) {
    webhooks = document["webhooks"]?.array ?? []
  }

  public var table: String {
    webhooks.isEmpty ? "no inbound connectors\n" : cells(methods: " ").text
  }

  public var csv: String { cells(methods: " ").csv }

  public var markdown: String { cells(methods: ", ").markdown }

  private func cells(methods separator: String) -> TextTable {
    TextTable(
      header: ["URL", "METHODS", "SIGNATURE", "ELEMENT", "PROCESS", "KIND", "NOTE"],
      rows: webhooks.map { webhook in
        [
          webhook["urls"]?[0]?["url"]?.string ?? "(\(webhook["connectorType"]?.string ?? ""))",
          methods(webhook, separator),
          webhook["hmac"]?["enabled"]?.bool == true
            ? webhook["hmac"]?["header"]?.string ?? "yes" : "none",
          oneLine(webhook["elementName"]?.string) ?? webhook["element"]?.string ?? "",
          webhook["process"]?.string ?? "",
          kind(webhook),
          note(webhook),
        ]
      })
  }

  private func methods(_ webhook: JSONValue, _ separator: String) -> String {
    let methods = (webhook["methods"]?.array ?? []).compactMap(\.string)
    return methods.count == 4 ? "any" : methods.joined(separator: separator)
  }

  private func kind(_ webhook: JSONValue) -> String {
    switch webhook["elementType"]?.string {
    case "bpmn:StartEvent":
      webhook["correlation"]?["messageName"]?.isNull == false ? "message start" : "start"
    case "bpmn:IntermediateCatchEvent": "catch"
    case "bpmn:BoundaryEvent": "boundary"
    case "bpmn:ReceiveTask": "receive"
    case let other: String(other?.dropFirst("bpmn:".count) ?? "")
    }
  }

  private func note(_ webhook: JSONValue) -> String {
    var notes: [String] = []
    if webhook["executable"]?.bool == false { notes.append("process not executable") }
    let conflicts = webhook["conflicts"]?.array ?? []
    let outcomes = Set(conflicts.compactMap { $0["outcome"]?.string })
    if outcomes.contains("queued") {
      notes.append("path used \(conflicts.count + 1) times")
    } else if outcomes.contains("shared") {
      notes.append("path shared by \(conflicts.count + 1) events")
    }
    return notes.joined(separator: "; ")
  }
}

func oneLine(_ text: String?) -> String? {
  guard let text else { return nil }
  let words = text.split { $0.isWhitespace || $0.isNewline }
  return words.isEmpty ? nil : words.joined(separator: " ")
}
