public import Diagnostics
public import JSON
public import ProjectModel
import Text

/// The steps to configure webhooks at Twilio, as command lines.
///
/// A number has `SmsUrl` and `SmsMethod`, a messaging service `InboundRequestUrl` and
/// `InboundMethod`, a WhatsApp sender `webhook.callback_url`, which Twilio's command line cannot
/// set. Source: Twilio's API reference and the documentation of the Twilio CLI.
public struct TwilioSetup: Sendable {
  private let manifest: WebhookManifest
  private let environments: [ProjectEnvironment]

  /// - Parameter manifest: the manifest for these environments.
  public init(_ manifest: WebhookManifest, environments: [ProjectEnvironment]) {
    self.manifest = manifest
    self.environments = environments
  }

  /// The manifest's document with a member `setup` in each entry that Twilio calls.
  public var json: JSONValue {
    WebhookManifest.document(
      manifest.entries.map { entry in
        var object = entry.json(listsProperties: false)
        let steps = steps(of: entry)
        if !steps.isEmpty { object["setup"] = .array(steps.map(\.json)) }
        return .object(object)
      })
  }

  /// The steps as text, to follow a table.
  public var text: String {
    sections.map { entry, step in
      "\n\(title(entry, step))\n"
        + (step.command.map { "  \($0)\n" } ?? "")
        + step.notes.map { "  (\($0))\n" }.joined()
    }.joined()
  }

  /// The steps in Markdown.
  public var markdown: String {
    sections.map { entry, step in
      "\n\(title(entry, step))\n"
        + (step.command.map { "\n```sh\n\($0)\n```\n" } ?? "")
        + (step.notes.isEmpty ? "" : "\n" + step.notes.map { "- \($0)\n" }.joined())
    }.joined()
  }

  /// A finding for each number whose webhook is not in the project.
  public var diagnostics: [Diagnostic] {
    let ids = Set(manifest.entries.compactMap(\.id))
    return environments.flatMap { environment in
      environment.twilio.numbers.compactMap { number in
        guard !ids.contains(number.webhook), let location = number.location else { return nil }
        return .unknownWebhook(number, environment, ids, location)
      }
    }
  }

  /// The steps with their webhooks; webhooks with the same ID share theirs.
  private var sections: [(WebhookEntry, TwilioStep)] {
    var seen: Set<String> = []
    return manifest.entries.flatMap { entry -> [(WebhookEntry, TwilioStep)] in
      let steps = steps(of: entry)
      guard let id = entry.id, !steps.isEmpty, seen.insert(id).inserted else { return [] }
      return steps.map { (entry, $0) }
    }
  }

  private func title(_ entry: WebhookEntry, _ step: TwilioStep) -> String {
    "Twilio, environment \(step.environment), webhook \(entry.id ?? "") (\"\(entry.label)\"):"
      + " \(step.what)"
  }

  private func steps(of entry: WebhookEntry) -> [TwilioStep] {
    guard let id = entry.id else { return [] }
    let addresses = entry.addresses
    return environments.flatMap { environment -> [TwilioStep] in
      guard let address = addresses.first(where: { $0.environment == environment.name }) else {
        return []
      }
      let numbers = environment.twilio.numbers.filter { $0.webhook == id }
      if numbers.isEmpty {
        return entry.isTwilio ? [TwilioStep(entry, address, environment, nil)] : []
      }
      return numbers.map { TwilioStep(entry, address, environment, $0) }
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownWebhook(
    _ number: ProjectEnvironment.Twilio.Number, _ environment: ProjectEnvironment,
    _ ids: Set<String>, _ location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      rule: "project/configuration", severity: .warning,
      message: "environment '\(environment.name)': '\(number.address)' refers to an unknown webhook"
        + " '\(number.webhook)'",
      help: Suggestion.nearest(to: number.webhook, among: ids).map { "Did you mean '\($0)'?" },
      location: location)
  }
}
