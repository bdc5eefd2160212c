import ArgumentParser
import Connectors
import Executor
import FoundationEssentials
import Frontend
import ProjectModel
import Secrets
import Text
import Twilio
import TwilioSimulator
import Webhooks

/// The options shared by `run` and `dev`.
struct ExecutorArguments: ParsableArguments {
  @Argument(help: "Files or folders, or one bundle; the current folder by default.")
  var paths: [String] = []

  @Option(
    name: .customLong("templates"),
    help: "A folder with additional element templates; can be repeated.")
  var templateFolders: [String] = []

  @OptionGroup var environment: EnvironmentChoice

  @Option(
    help: ArgumentHelp(
      "A file with secrets: NAME=VALUE lines, .json or .yaml.",
      discussion:
        "It takes precedence over environment variables SECRET_NAME, and is reread when it changes."
    ))
  var secrets: String?

  @Option(help: "A host, or HOST:PORT, that may be called without --live; can be repeated.")
  var allowHost: [String] = []

  @Option(
    help: ArgumentHelp(
      "NUMBER=WEBHOOK-ID: the webhook that a simulated number calls; can be repeated.",
      discussion: "NUMBER alone is a number of the account that calls no webhook."))
  var number: [String] = []

  @Flag(help: "Send requests to the real services, with real credentials.")
  var live = false

  @Option(
    help: ArgumentHelp(
      "The public key file that the bundle's signature must match.",
      discussion: "Files, folders and bundles without this signature are rejected."))
  var requireSignature: String?

  func bundle() throws -> ExecutorBundle? {
    try BundleInput.read(
      paths, config: environment.config, templates: templateFolders,
      requiredKey: try requireSignature.map(KeyFile.verifyingKey))
  }

  /// The configuration.
  func settings() throws -> ProjectSettings {
    try environment.settings(of: paths)
  }

  /// The secret sources of the environment, the file, the environment variables, and for the
  /// simulator simulated values that need no account.
  func secretChain(_ settings: ProjectSettings) throws -> SecretChain {
    var providers = try SecretSources.providers(
      of: try environment.chosen(in: settings), in: settings, file: secrets, checksSources: true)
    if !live { providers.append(SimulatedSecrets()) }
    return SecretChain(providers)
  }

  /// - Parameter bundle: what is run.
  func options(
    for bundle: ExecutorBundle, _ settings: ProjectSettings
  ) throws -> ExecutorOptions {
    var options = ExecutorOptions()
    options.isLive = live
    options.allowedHosts = Set(try allowHost.map(Self.allowedHost))
    do {
      options.proxies = try ProxySettings(environment: ProcessInfo.processInfo.environment)
    } catch {
      throw ToolFault(message: error.message, status: .badUsage)
    }
    let webhooks = bundle.webhooks.map(\.id)
    for text in number {
      let (number, webhook) = try Self.assignment(text, among: webhooks)
      if let webhook {
        options.numbers.append((number: number, webhook: webhook))
      } else {
        options.otherNumbers.append(number)
      }
    }
    let local = try environment.addressed(in: settings)
    for entry in local?.twilio.numbers ?? [] {
      let number = PhoneNumber.plain(entry.address)
      // The options of the command line take precedence.
      guard number.isE164, !options.numbers.contains(where: { $0.number == number }),
        !options.otherNumbers.contains(number)
      else { continue }
      if webhooks.contains(entry.webhook) {
        options.numbers.append((number: number, webhook: entry.webhook))
      } else {
        // The number of another part of the project may send as well.
        options.otherNumbers.append(number)
      }
    }
    options.publicURL = local?.publicURL
    if let port = local?.localPort { options.port = port }
    return options
  }

  /// Parses a value of `--number`.
  private static func assignment(
    _ text: String, among webhooks: [String]
  ) throws(ToolFault) -> (number: String, webhook: String?) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let number = String(parts[0])
    guard number.isE164 else {
      throw ToolFault(
        message: "--number \(text): '\(number)' is not a phone number such as +4915112345678",
        status: .badUsage)
    }
    guard parts.count == 2 else { return (number: number, webhook: nil) }
    let webhook = String(parts[1])
    guard webhooks.contains(webhook) else {
      let hint =
        Suggestion.nearest(to: webhook, among: webhooks).map { "; did you mean '\($0)'?" } ?? ""
      throw ToolFault(
        message: "--number \(text): unknown webhook '\(webhook)'\(hint)", status: .badUsage)
    }
    return (number: number, webhook: webhook)
  }

  private static func allowedHost(_ text: String) throws(ToolFault) -> AllowedHost {
    do { return try AllowedHost(parsing: text) } catch {
      throw ToolFault(message: "--allow-host '\(text)' \(error.message)", status: .badUsage)
    }
  }
}

/// Parses the value of `--public-url`.
func publicAddress(_ text: String) throws -> String {
  if let fault = WebAddress.fault(in: text) {
    throw ValidationError("'\(text)' is not a valid URL: it \(fault).")
  }
  return text
}

/// Parses the value of `--port`.
func portNumber(_ text: String) throws -> Int {
  guard let port = Int(text), 0...65535 ~= port else {
    throw ValidationError("'\(text)' is not a valid port (0–65535).")
  }
  return port
}
