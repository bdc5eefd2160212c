public import JSON
import Text
import Webhooks

/// The contents of a bundle as text and JSON: `bpmnc bundle show`.
public struct BundleOverview: Sendable {
  private let bundle: ProjectBundle
  private var manifest: BundleManifest { bundle.manifest }

  /// An overview of a bundle.
  public init(_ bundle: ProjectBundle) {
    self.bundle = bundle
  }

  private var secrets: [String] {
    (bundle.secrets["secrets"]?.array ?? []).compactMap { $0["name"]?.string }
  }

  // MARK: Text

  /// The overview as lines of text.
  public var text: String {
    var lines = ["Bundle of bpmnc \(manifest.toolVersion)"]
    lines[0] += manifest.platform.map { " for Camunda \($0)" } ?? ""
    lines[0] += manifest.environment.map { ", environment \($0)" } ?? ""
    let size = manifest.files.reduce(0) { $0 + $1.size }
    lines.append("\(manifest.files.count) files, \(size) bytes")
    lines.append(bundle.signature.map { "signed with \($0.key.text)" } ?? "not signed")
    var text = lines.joined(separator: "\n") + "\n"
    text += section(
      "Processes", ["ID", "NAME", "FILE", "NOTE"],
      manifest.processes.map {
        [$0.id ?? "", oneLine($0.name) ?? "", $0.file, $0.isExecutable ? "" : "not executable"]
      })
    text += section("Forms", ["ID", "NAME", "FILE"], manifest.forms.map(Self.row))
    text += section("Decisions", ["ID", "NAME", "FILE"], manifest.decisions.map(Self.row))
    text += section("Linked resources", ["FILE"], manifest.linkedResources.map { [$0] })
    text += section(
      "Webhooks", ["URL", "METHODS", "SIGNATURE", "ELEMENT", "PROCESS"],
      bundle.webhooks.entries.map { webhook in
        let methods = webhook.methods
        return [
          webhook.addresses.first?.url ?? "(\(webhook.connectorType))",
          methods.count == 4 ? "any" : methods.joined(separator: " "),
          webhook.validatesSignature ? webhook["inbound.hmacHeader"] ?? "yes" : "none",
          webhook.label, webhook.process ?? "",
        ]
      })
    text += section("Secrets", ["NAME"], secrets.map { [$0] })
    text += section(
      "Element templates", ["NAME", "VERSION", "ID"],
      manifest.templates.map { [$0.name, $0.version.map(String.init) ?? "none", $0.id] })
    return text
  }

  private static func row(_ definition: BundleManifest.Definition) -> [String] {
    [definition.id, oneLine(definition.name) ?? "", definition.file]
  }

  private func section(_ title: String, _ header: [String], _ rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let table = TextTable(header: header, rows: rows).text
    return "\n\(title)\n"
      + table.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  // MARK: JSON

  /// The document of `bundle show --format json` (docs/machine-readable.md).
  public var json: JSONValue {
    var document: [(String, JSONValue)] = [("version", 1)]
    document += manifest.json.object?.members.map { ($0.key, $0.value) } ?? []
    let members = ["id", "process", "element", "elementName", "methods", "path", "urls"]
    document.append(
      (
        "webhooks",
        .array(
          bundle.webhooks.entries.map { webhook in
            let entry = webhook.json(listsProperties: false)
            return .object(members.map { ($0, entry[$0] ?? .null) })
          })
      ))
    document.append(("secrets", .array(secrets.map(JSONValue.string))))
    document.append(("signature", bundle.signature.map { ["key": .string($0.key.text)] } ?? .null))
    return .object(document)
  }
}
