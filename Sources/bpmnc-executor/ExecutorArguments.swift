import ArgumentParser
import Executor
import Foundation
import Frontend

/// The options that `run` and `dev` share.
struct ExecutorArguments: ParsableArguments {
  @Argument(help: "Files or folders, or one bundle; without a path, the current folder.")
  var paths: [String] = []

  @Option(
    name: .customLong("templates"),
    help: "A folder with further element templates; may be given several times.")
  var templateFolders: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file of NAME=VALUE lines with the values of secrets.",
      discussion: "Environment variables SECRET_NAME come after it."))
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

  /// The file, the environment, and for the simulator stand-ins that need no account.
  func secretChain() throws -> SecretChain {
    var providers: [any SecretProvider] = []
    if let secrets {
      let bytes = try InputReader().read(file: secrets)
      do {
        providers.append(try FileSecrets(parsing: String(decoding: bytes, as: UTF8.self)))
      } catch {
        throw ToolFault(message: "\(secrets): \(error)")
      }
    }
    providers.append(EnvironmentSecrets(ProcessInfo.processInfo.environment))
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
