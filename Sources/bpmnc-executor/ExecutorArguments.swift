import ArgumentParser
import Compiler
import Diagnostics
import Executor
import Frontend
import Secrets

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

  func options() throws -> ExecutorOptions {
    var options = ExecutorOptions()
    options.isLive = live
    options.allowedHosts = Set(allowHost)
    options.numbers = try number.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ToolFault(message: "--number takes NUMBER=WEBHOOK-ID, not '\(text)'")
      }
      return (number: parts[0], webhook: parts[1])
    }
    return options
  }
}

/// Reads the value of `--port`.
func portNumber(_ text: String) throws -> Int {
  guard let port = Int(text), 0...65535 ~= port else {
    throw ValidationError("'\(text)' is no port; ports are numbers from 0 to 65535.")
  }
  return port
}
