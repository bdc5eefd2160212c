public import JSON
import Text
import YAML

/// A webhook document as a table, with a row for each webhook and environment.
public struct WebhookList: Sendable {
  private let document: JSONValue

  /// - Parameter document: the document of `WebhookManifest.json`.
  public init(_ document: JSONValue) {
    self.document = document
  }

  /// The list as a text table.
  public var table: String {
    WebhookEntry.all(in: document).isEmpty ? "no inbound connectors\n" : cells(methods: " ").text
  }

  /// The list as comma-separated values.
  public var csv: String { cells(methods: " ").csv }

  /// The list as a Markdown table.
  public var markdown: String { cells(methods: ", ").markdown }

  /// The list as YAML.
  public var yaml: String { document.yaml }

  private func cells(methods separator: String) -> TextTable {
    TextTable(
      header: [
        "URL", "METHODS", "TWILIO", "SIGNATURE", "ELEMENT", "PROCESS", "KIND", "ENVIRONMENT",
        "NOTE",
      ],
      rows: WebhookEntry.all(in: document).flatMap { webhook -> [[String]] in
        let addresses = webhook.addresses
        if addresses.isEmpty { return [row(webhook, nil, separator)] }
        return addresses.map { row(webhook, $0, separator) }
      })
  }

  private func row(
    _ webhook: WebhookEntry, _ address: WebhookEntry.Address?, _ separator: String
  ) -> [String] {
    let json = webhook.json
    return [
      address?.url ?? "(\(webhook.connectorType))",
      webhook.methods.count == 4 ? "any" : webhook.methods.joined(separator: separator),
      address == nil ? "" : address?.method ?? "none",
      json["hmac"]?["enabled"]?.bool == true ? json["hmac"]?["header"]?.string ?? "yes" : "none",
      webhook.label, webhook.process ?? "", kind(webhook), address?.environment ?? "",
      note(webhook, address),
    ]
  }

  private func kind(_ webhook: WebhookEntry) -> String {
    switch webhook.json["elementType"]?.string {
    case "bpmn:StartEvent" where webhook.json["eventSubProcess"]?.bool == true: "event sub-process"
    case "bpmn:StartEvent": webhook.isPlainStart ? "start" : "message start"
    case "bpmn:IntermediateCatchEvent": "catch"
    case "bpmn:BoundaryEvent": "boundary"
    case "bpmn:ReceiveTask": "receive"
    case let other: String(other?.dropFirst("bpmn:".count) ?? "")
    }
  }

  private func note(_ webhook: WebhookEntry, _ address: WebhookEntry.Address?) -> String {
    var notes: [String] = []
    if webhook.json["executable"]?.bool == false { notes.append("process not executable") }
    if let note = webhook.conflictNote(isOfficial: address?.isOfficial ?? false) {
      notes.append(note)
    }
    return (notes + (address?.notes ?? [])).joined(separator: "; ")
  }
}
