public import BPMN
import Diagnostics
import JSON
public import ProjectModel
import SecretReferences
import Text
import Webhooks
import YAML

/// A commented `bpmnc.yaml` to start with, based on the diagrams of a folder.
public struct StarterConfiguration: Sendable {
  private let platform: PlatformVersion?
  private let secrets: [String]
  /// The webhooks with their IDs and the labels of their elements.
  private var webhooks: [(id: String, label: String, isTwilio: Bool)] = []
  private let numbers: [String]

  /// A configuration for a project.
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

  /// The literal numbers that the diagrams send from.
  private static func senders(in project: Project) -> [String] {
    let found = TwilioCall.all(in: project).flatMap { call in
      ["body.From", "From"].compactMap { call.inputs[$0]?.value }
    }
    return Set(found.filter { PhoneNumber.plain($0).hasPrefix("+") }).sorted()
  }

  /// The content of the file.
  public var text: String {
    ([head] + rules + environments).map { $0.isEmpty ? "\n" : $0 + "\n" }.joined()
  }

  private var head: String {
    let version = platform.map { "\($0.major).\($0.minor)" }
    return """
      # yaml-language-server: $schema=\(ConfigurationSchema.fileName)
      # Checks and environments for the diagrams of this folder; see
      # docs/configuration.md and docs/environments.md.
      version: 1

      # The Camunda version of diagrams that do not declare one\
      \(version.map { "; the newest declared version is \($0)" } ?? "").
      \(version.map { "platform: \($0)" } ?? "# platform: 8.9")

      # The lowest severity that makes 'bpmnc lint' fail: error or warning.
      fail-on: error

      """
  }

  private var rules: [String] {
    """
    # Folders with element templates, besides the built-in ones and .camunda/element-templates.
    # templates: [element-templates]

    # Rules by name or prefix: off, info, warning or error.
    # rules:
    #   label-required: off
    #   connector/*: warning

    # Resources that other projects deploy.
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
      lines.append("    # The sources of secrets, searched in this order. The diagrams use")
      lines += secrets.map { "    #   \(oneLine($0) ?? "")" }
      lines += ["    secrets:", "      - environment: {prefix: SECRET_}"]
      lines.append("      # - env-file: secrets.env")
    }
    if !webhooks.isEmpty {
      lines.append("    # The address of a tunnel through which Twilio reaches the webhooks.")
      lines.append("    # public-url: https://tunnel.example")
    }
    lines += [
      "", "  # Camunda 8 SaaS; the console shows the region and cluster ID.",
      "  # production:", "  #   kind: saas",
      "  #   runtime: camunda-\(Self.runtime(platform))", "  #   region: bru-2",
      "  #   cluster-id: 00000000-0000-0000-0000-000000000000",
    ]
    lines += twilio
    lines += [
      "", "  # A self-managed cluster; base-url is the address of its connectors.",
      "  # staging:", "  #   kind: self-managed", "  #   base-url: https://connectors.example",
      "  #   cluster: https://camunda.example/v2",
    ]
    return lines
  }

  /// The mapping of numbers to webhooks, to be filled in.
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
      let kind = PhoneNumber.isWhatsApp(number) ? "whatsapp" : "number"
      lines.append("  #       - \(kind): \(Self.scalar(number))")
      lines.append("  #         webhook: \(Self.scalar(webhook.id))")
    }
    return lines
  }

  /// The newest known runtime that is not newer than the diagrams.
  private static func runtime(_ platform: PlatformVersion?) -> String {
    let minor = min(max(platform?.minor ?? 9, 8), 10)
    return "8.\(minor)"
  }

  private static func scalar(_ text: String) -> String {
    String(JSONValue.string(text).yaml.dropLast())
  }
}
