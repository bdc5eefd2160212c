import ProjectModel
import Reports
import ArgumentParser
import Connectors
import Diagnostics
import Executor
import Foundation
import Frontend
import Secrets
import Text
import Twilio
import TwilioSimulator

/// The options that `run` and `dev` share.
struct ExecutorArguments: ParsableArguments {
  @Argument(help: "Files or folders, or one bundle; without a path, the current folder.")
  var paths: [String] = []

  @Option(
    name: .customLong("templates"),
    help: "A folder with further element templates; may be given several times.")
  var templateFolders: [String] = []

  @Option(help: "The environment of bpmnc.yaml whose sources of secrets are asked first.")
  var environment: String?

  @Option(
    help: ArgumentHelp(
      "A file with the values of secrets: NAME=VALUE lines, .json or .yaml.",
      discussion:
        "Environment variables SECRET_NAME come after it. It is read again when it changes."
    ))
  var secrets: String?

  @Option(help: "A host that may be called without --live; may be given several times.")
  var allowHost: [String] = []

  @Option(help: "NUMBER=WEBHOOK-ID: which webhook a simulated number calls.")
  var number: [String] = []

  @Flag(help: "Send requests to where the diagrams say, with real credentials.")
  var live = false

  @Option(
    help: ArgumentHelp(
      "The file with the public key with which the bundle must be signed.",
      discussion: "Files and folders, and bundles without this signature, are refused."))
  var requireSignature: String?

  func bundle() throws -> ExecutorBundle? {
    try BundleInput.read(
      paths, templates: templateFolders, requiredKey: try requireSignature.map(KeyFile.verifyingKey)
    )
  }

  /// The sources of the environment, the file, the variables, and for the simulator stand-ins that
  /// need no account.
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
          message: "--number \(text): '\(number)' is no phone number such as +4915112345678",
          status: .badUsage)
      }
      let known = bundle.webhooks.map(\.id)
      guard known.contains(webhook) else {
        let hint =
          Suggestion.nearest(to: webhook, among: known).map { "; did you mean '\($0)'?" } ?? ""
        throw ToolFault(
          message: "--number \(text): there is no webhook '\(webhook)'\(hint)", status: .badUsage)
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
          "--allow-host takes the name of a host, without scheme, port and path, not '\(text)'",
        status: .badUsage)
    }
    return text
  }
}

/// Reads the value of `--public-url`.
func publicAddress(_ text: String) throws -> String {
  let url = URL(string: text)
  guard let url, ["http", "https"].contains(url.scheme?.lowercased()), url.host?.isEmpty == false,
    url.query == nil, url.fragment == nil
  else {
    throw ValidationError(
      "'\(text)' is no address; it begins with https:// or http:// and has no query.")
  }
  return text
}

/// Reads the value of `--port`.
func portNumber(_ text: String) throws -> Int {
  guard let port = Int(text), 0...65535 ~= port else {
    throw ValidationError("'\(text)' is no port; ports are numbers from 0 to 65535.")
  }
  return port
}
