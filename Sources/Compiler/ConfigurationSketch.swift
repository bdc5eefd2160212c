public import ProjectModel
import SecretReferences
import Webhooks
public import BPMN
import Diagnostics
import JSON
import YAML

/// A first `bpmnc.yaml` for the diagrams of a folder, with what they hold as comments.
public struct ConfigurationSketch: Sendable {
  private let platform: PlatformVersion?
  private let secrets: [String]
  /// The webhooks that a number may call: their ids and the elements' labels.
  private var webhooks: [(id: String, label: String, isTwilio: Bool)] = []
  private let numbers: [String]

  /// A first configuration for a project.
  public init(_ project: Project) {
    platform = project.models.compactMap(\.platformVersion).max()
    secrets = SecretInventory(SecretUse.all(in: project)).names
    var seen: Set<String> = []
    for webhook in Webhook.all(in: project) {
      guard let id = webhook.id, seen.insert(id).inserted else { continue }
      webhooks.append((id, oneLine(webhook.element.label) ?? id, webhook.isTwilio))
    }
    numbers = Self.senders(in: project)
  }

  /// The numbers that the diagrams send from, where they are written out.
  private static func senders(in project: Project) -> [String] {
    let found = TwilioCall.all(in: project).flatMap { call in
      ["body.From", "From"].compactMap { call.inputs[$0]?.value }
    }
    return Set(found.filter { $0.hasPrefix("+") || $0.hasPrefix("whatsapp:+") }).sorted()
  }

  /// The file.
  public var text: String {
    ([head] + rules + environments).map { $0.isEmpty ? "\n" : $0 + "\n" }.joined()
  }

  private var head: String {
    let version = platform.map { "\($0.major).\($0.minor)" }
    return """
      # How bpmnc checks the diagrams of this folder, and where they run:
      # docs/configuration.md and docs/environments.md.
      version: 1

      # The Camunda version of diagrams that name none\
      \(version.map { "; the newest that one names is \($0)" } ?? "").
      \(version.map { "platform: \($0)" } ?? "# platform: 8.9")

      # From which severity on 'bpmnc lint' fails: error or warning.
      fail-on: error

      """
  }

  private var rules: [String] {
    """
    # Folders with element templates beside the built-in ones and .camunda/element-templates.
    # templates: [element-templates]

    # Rules by name, or by the beginning of names: off, info, warning or error.
    # rules:
    #   label-required: off
    #   connector/*: warning

    # What the diagrams use and others deploy.
    # external:
    #   processes: [billing]

    """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private var environments: [String] {
    var lines = [
      "environments:", "  # 'bpmnc dev' on this machine: http://localhost:8080/inbound/…",
    ]
    lines += ["  local:", "    kind: bpmnc"]
    if !secrets.isEmpty {
      lines.append("    # Where secrets come from, asked in this order. The diagrams ask for")
      lines += secrets.map { "    #   \(oneLine($0) ?? "")" }
      lines += ["    secrets:", "      - environment: {prefix: SECRET_}"]
      lines.append("      # - env-file: secrets.env")
    }
    if !webhooks.isEmpty {
      lines.append("    # The address of a tunnel, so that senders outside reach the webhooks.")
      lines.append("    # public-url: https://tunnel.example")
    }
    lines += [
      "", "  # Camunda 8 SaaS; region and cluster id stand in the console.",
      "  # production:", "  #   kind: saas",
      "  #   runtime: camunda-\(Self.runtime(platform))", "  #   region: bru-2",
      "  #   cluster-id: 00000000-0000-0000-0000-000000000000",
    ]
    lines += twilio
    lines += [
      "", "  # A cluster of your own; base-url is where its connectors answer.",
      "  # staging:", "  #   kind: self-managed", "  #   base-url: https://connectors.example",
      "  #   cluster: https://camunda.example/v2",
    ]
    return lines
  }

  /// Which number calls which webhook, to be filled in.
  private var twilio: [String] {
    let webhooks = webhooks.filter(\.isTwilio)
    guard !webhooks.isEmpty else { return [] }
    var lines = ["  #   twilio:"]
    if !numbers.isEmpty {
      lines.append("  #     # The diagrams send from \(numbers.joined(separator: ", ")).")
    }
    lines.append("  #     numbers:")
    for (index, webhook) in webhooks.enumerated() {
      lines.append("  #       # \(webhook.label)")
      let number = index < numbers.count ? numbers[index] : "+1500555010\(index)"
      let kind = number.hasPrefix("whatsapp:") ? "whatsapp" : "number"
      lines.append("  #       - \(kind): \(Self.scalar(number))")
      lines.append("  #         webhook: \(Self.scalar(webhook.id))")
    }
    return lines
  }

  /// The newest runtime that is known and not newer than the diagrams.
  private static func runtime(_ platform: PlatformVersion?) -> String {
    let minor = min(max(platform?.minor ?? 9, 8), 10)
    return "8.\(minor)"
  }

  private static func scalar(_ text: String) -> String {
    String(JSONValue.string(text).yaml.dropLast())
  }
}
