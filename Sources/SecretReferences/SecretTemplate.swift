import BPMN
import Diagnostics
import Secrets

/// A file to fill in with the secrets of a project. It contains names and uses, never values.
public struct SecretTemplate: Sendable {
  /// The format of a template.
  public enum Format: String, Sendable, CaseIterable {
    /// `NAME=VALUE` lines for `--secrets` and docker compose.
    case env
    /// The manifest of a Kubernetes Secret.
    case k8s
    /// The part of a docker compose file that passes the values on.
    case compose
  }

  private struct Entry {
    var name: String
    var uses: [SecretUse]
  }

  private let entries: [Entry]

  /// A template for the secrets of an inventory.
  public init(_ inventory: SecretInventory) {
    let groups = Dictionary(grouping: inventory.uses, by: \.reference.name)
    entries = inventory.names.map { Entry(name: $0, uses: groups[$0] ?? []) }
  }

  /// The template in a format, with empty values.
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
          : "# This format does not allow the name \(Self.withoutLineBreaks(entry.name))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var manifest: String {
    var lines = [
      "# Use with envFrom, secretRef and the prefix \(Self.prefix) in a container.",
      "apiVersion: v1", "kind: Secret", "metadata:", "  name: bpmnc-secrets", "type: Opaque",
      entries.isEmpty ? "stringData: {}" : "stringData:",
    ]
    lines += mapped(indentation: "  ") { key in "\(key): \"\"" }
    return lines.joined(separator: "\n") + "\n"
  }

  private var compose: String {
    var lines = [
      "# Put the values into an .env file next to this one: bpmnc secrets --template env",
      "services:", "  connectors:", entries.isEmpty ? "    environment: {}" : "    environment:",
    ]
    lines += mapped(indentation: "      ") { key in "\(Self.prefix)\(key): ${\(key):?}" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let prefix = EnvironmentSecrets.defaultPrefix

  /// The lines for names that are valid as variables and keys, with comments for the others.
  private func mapped(indentation: String, _ line: (String) -> String) -> [String] {
    var taken: Set<String> = []
    return entries.flatMap { entry -> [String] in
      let key = EnvironmentSecrets.shellName(entry.name)
      var lines = comments(entry)
      if key != entry.name { lines.append("# for \(Self.withoutLineBreaks(entry.name))") }
      if !Self.isVariableName(key) {
        lines.append("# This is not a valid variable name.")
      } else if taken.insert(key).inserted {
        lines.append(line(key))
      } else {
        lines.append("# The variable \(key) is already used for another secret: rename one.")
      }
      return lines.map { indentation + $0 }
    }
  }

  /// Comments with the uses of a secret, one per element.
  private func comments(_ entry: Entry) -> [String] {
    var seen: Set<String> = []
    return entry.uses.compactMap { use in
      let label = use.element?.label ?? use.field
      let text = "# \(Self.withoutLineBreaks(label)) (\(use.location.source.path))"
      return seen.insert(text).inserted ? Self.withoutLineBreaks(text) : nil
    }
  }

  /// Removes line breaks, because a label must not end a comment.
  private static func withoutLineBreaks(_ text: String) -> String {
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
