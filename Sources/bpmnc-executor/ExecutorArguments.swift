import ArgumentParser
import Connectors
import Diagnostics
import Executor
import Foundation
import Frontend
import ProjectModel
import Reports
import Secrets
import Text
import Twilio
import TwilioSimulator

/// The options shared by `run` and `dev`.
struct ExecutorArguments: ParsableArguments {
  @Argument(help: "Files or folders, or one bundle; the current folder by default.")
  var paths: [String] = []

  @Option(
    name: .customLong("templates"),
    help: "A folder with additional element templates; can be repeated.")
  var templateFolders: [String] = []

  @Option(help: "The environment in bpmnc.yaml whose secret sources take precedence.")
  var environment: String?

  @Option(
    help: ArgumentHelp(
      "A file with secrets: NAME=VALUE lines, .json or .yaml.",
      discussion:
        "It takes precedence over environment variables SECRET_NAME, and is reread when it changes."
    ))
  var secrets: String?

  @Option(help: "A host that may be called without --live; can be repeated.")
  var allowHost: [String] = []

  @Option(help: "NUMBER=WEBHOOK-ID: the webhook that a simulated number calls; can be repeated.")
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
      paths, templates: templateFolders, requiredKey: try requireSignature.map(KeyFile.verifyingKey)
    )
  }

  /// The secret sources of the environment, the file, the environment variables, and for the
  /// simulator simulated values that need no account.
  func secretChain() throws -> SecretChain {
    let settings = try ProjectSettings.find(from: paths.first ?? ".")
    var chosen: ProjectEnvironment?
    if let environment {
      let faults = settings.diagnostics.filter { $0.severity == .error }
      guard faults.isEmpty else {
        let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
        for fault in faults { Terminal.note(reporter.text(of: fault) + "\n") }
        throw ToolFault(message: "the configuration has errors")
      }
      chosen = try SecretSources.environment(environment, in: settings)
    }
    var providers = try SecretSources.providers(of: chosen, in: settings, file: secrets)
    if !live { providers.append(SimulatedSecrets()) }
    return SecretChain(providers)
  }

  /// - Parameter bundle: what is run.
  func options(for bundle: ExecutorBundle) throws -> ExecutorOptions {
    var options = ExecutorOptions()
    options.isLive = live
    options.allowedHosts = Set(try allowHost.map(Self.hostName))
    options.numbers = try number.map { text in
      let (number, webhook) = try pair(text, "--number", "NUMBER=WEBHOOK-ID")
      guard number.isE164 else {
        throw ToolFault(
          message: "--number \(text): '\(number)' is not a phone number such as +4915112345678",
          status: .badUsage)
      }
      let known = bundle.webhooks.map(\.id)
      guard known.contains(webhook) else {
        let hint =
          Suggestion.nearest(to: webhook, among: known).map { "; did you mean '\($0)'?" } ?? ""
        throw ToolFault(
          message: "--number \(text): unknown webhook '\(webhook)'\(hint)", status: .badUsage)
      }
      return (number: number, webhook: webhook)
    }
    return options
  }

  private static func hostName(_ text: String) throws(ToolFault) -> String {
    guard !text.isEmpty, !text.contains(where: { "/:?#@ ".contains($0) }) || text.hasPrefix("[")
    else {
      throw ToolFault(
        message:
          "--allow-host '\(text)' must be a host name, without scheme, port and path",
        status: .badUsage)
    }
    return text
  }
}

/// Parses the value of `--public-url`.
func publicAddress(_ text: String) throws -> String {
  let url = URL(string: text)
  guard let url, ["http", "https"].contains(url.scheme?.lowercased()), url.host?.isEmpty == false,
    url.query == nil, url.fragment == nil
  else {
    throw ValidationError(
      "'\(text)' is not a valid URL; use http:// or https:// without a query.")
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
