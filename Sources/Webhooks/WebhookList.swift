public import JSON
import Text

/// A manifest as a table, with a row for each webhook and environment.
public struct WebhookList: Sendable {
  private let manifest: WebhookManifest

  /// The list of a manifest.
  public init(_ manifest: WebhookManifest) {
    self.manifest = manifest
  }

  /// The list as a text table.
  public var table: String {
    manifest.entries.isEmpty ? "no inbound connectors\n" : cells(methods: " ").text
  }

  /// The list as comma-separated values.
  public var csv: String { cells(methods: " ").csv }

  /// The list as a Markdown table.
  public var markdown: String { cells(methods: ", ").markdown }

  private func cells(methods separator: String) -> TextTable {
    TextTable(
      header: [
        "URL", "METHODS", "TWILIO", "SIGNATURE", "ELEMENT", "PROCESS", "KIND", "ENVIRONMENT",
        "NOTE",
      ],
      rows: manifest.entries.flatMap { webhook -> [[String]] in
        let addresses = webhook.addresses
        if addresses.isEmpty { return [row(webhook, nil, separator)] }
        return addresses.map { row(webhook, $0, separator) }
      })
  }

  private func row(
    _ webhook: WebhookEntry, _ address: WebhookEntry.Address?, _ separator: String
  ) -> [String] {
    [
      address?.url ?? "(\(webhook.connectorType))",
      webhook.methods.count == 4 ? "any" : webhook.methods.joined(separator: separator),
      address == nil ? "" : webhook.methodForTwilio ?? "none",
      webhook.validatesSignature ? webhook["inbound.hmacHeader"] ?? "yes" : "none",
      webhook.label, webhook.process ?? "", kind(webhook), address?.environment ?? "",
      note(webhook, address),
    ]
  }

  private func kind(_ webhook: WebhookEntry) -> String {
    switch webhook.elementType {
    case "bpmn:StartEvent" where webhook.startsEventSubProcess: "event sub-process"
    case "bpmn:StartEvent": webhook.isPlainStart ? "start" : "message start"
    case "bpmn:IntermediateCatchEvent": "catch"
    case "bpmn:BoundaryEvent": "boundary"
    case "bpmn:ReceiveTask": "receive"
    case let other: String(other.dropFirst("bpmn:".count))
    }
  }

  private func note(_ webhook: WebhookEntry, _ address: WebhookEntry.Address?) -> String {
    var notes: [String] = []
    if !webhook.isExecutable { notes.append("process not executable") }
    if let note = webhook.conflictNote(isOfficial: address?.isOfficial ?? false) {
      notes.append(note)
    }
    return (notes + (address.map(webhook.notes) ?? [])).joined(separator: "; ")
  }
}
