import Webhooks
import BPMN
import Diagnostics
import Secrets
import Text

/// The file that somebody fills in to give a project its secrets: names and where they are used, and
/// never a value.
public struct SecretTemplate: Sendable {
  /// The form of a file with secrets.
  public enum Format: String, Sendable, CaseIterable {
    /// `NAME=VALUE` lines for `--secrets` and docker compose.
    case env
    /// The manifest of a Kubernetes Secret.
    case k8s
    /// The part of a docker compose file that hands the values on.
    case compose
  }

  private struct Entry {
    var name: String
    var uses: [SecretUse]
  }

  private let entries: [Entry]

  /// A template with every secret of an inventory.
  public init(_ inventory: SecretInventory) {
    let groups = Dictionary(grouping: inventory.uses, by: \.reference.name)
    entries = inventory.names.map { Entry(name: $0, uses: groups[$0] ?? []) }
  }

  /// The template in a form, with empty values.
  public func text(_ format: Format) -> String {
    switch format {
    case .env: environmentFile
    case .k8s: manifest
    case .compose: compose
    }
  }

  private var environmentFile: String {
    var lines = ["# The secrets of this project: bpmnc dev --secrets FILE", ""]
    for entry in entries {
      lines += comments(entry)
      lines.append(
        Self.isLineName(entry.name)
          ? "\(entry.name)="
          : "# This name cannot stand in such a file: \(Self.oneLine(entry.name))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var manifest: String {
    var lines = [
      "# Variables of a container: envFrom with secretRef and the prefix \(Self.prefix)",
      "apiVersion: v1", "kind: Secret", "metadata:", "  name: bpmnc-secrets", "type: Opaque",
      entries.isEmpty ? "stringData: {}" : "stringData:",
    ]
    lines += mapped(indentation: "  ") { key in "\(key): \"\"" }
    return lines.joined(separator: "\n") + "\n"
  }

  private var compose: String {
    var lines = [
      "# The values stand in the .env file beside this one: bpmnc secrets --template env",
      "services:", "  connectors:", entries.isEmpty ? "    environment: {}" : "    environment:",
    ]
    lines += mapped(indentation: "      ") { key in "\(Self.prefix)\(key): ${\(key):?}" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let prefix = EnvironmentSecrets.defaultPrefix

  /// Lines for names as variables and keys can have them; two names that become one are said.
  private func mapped(indentation: String, _ line: (String) -> String) -> [String] {
    var taken: Set<String> = []
    return entries.flatMap { entry -> [String] in
      let key = EnvironmentSecrets.shellName(entry.name)
      var lines = comments(entry)
      if key != entry.name { lines.append("# for \(Self.oneLine(entry.name))") }
      if !Self.isVariableName(key) {
        lines.append("# This name cannot be that of a variable.")
      } else if taken.insert(key).inserted {
        lines.append(line(key))
      } else {
        lines.append("# Another secret has the variable \(key) already: rename one.")
      }
      return lines.map { indentation + $0 }
    }
  }

  /// Where a secret is used: an element once.
  private func comments(_ entry: Entry) -> [String] {
    var seen: Set<String> = []
    return entry.uses.compactMap { use in
      let label = use.element?.label ?? use.field
      let text = "# \(Self.oneLine(label)) (\(use.location.source.path))"
      return seen.insert(text).inserted ? Self.oneLine(text) : nil
    }
  }

  /// Labels come from diagrams: no line break of theirs may end a comment.
  private static func oneLine(_ text: String) -> String {
    let breaks: Set<Unicode.Scalar> = ["\u{85}", "\u{2028}", "\u{2029}"]
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.value >= 0x20 && !breaks.contains($0) }))
  }

  private static func isLineName(_ name: String) -> Bool {
    !name.hasPrefix("#") && !name.contains("=")
      && name.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\"" && $0 != "'" }
  }

  private static func isVariableName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy(\.isWordByte)
  }
}
