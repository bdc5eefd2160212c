import Webhooks
import ProjectModel
import ArgumentParser
import Diagnostics
import Frontend
import Text

/// The options that say for which environments of `bpmnc.yaml` a command works.
struct EnvironmentOptions: ParsableArguments {
  @Option(
    name: .customLong("environment"),
    help: ArgumentHelp(
      "An environment of bpmnc.yaml; may be given several times.",
      discussion: "Without it all of them, or 'local' where there are none."))
  var names: [String] = []

  @Option(help: "The address in front of /inbound/…, instead of environments.")
  var baseURL: String?

  func validate() throws {
    guard let baseURL else { return }
    if !names.isEmpty {
      throw ValidationError("Give --environment or --base-url, not both.")
    }
    if let fault = WebAddress.fault(in: baseURL) {
      throw ValidationError("'--base-url' \(fault).")
    }
  }

  /// The environments that are meant, in the order in which they are named.
  /// - Throws: `ValidationError`, which is bad usage, for a name that the configuration does not
  ///   have.
  func environments(of configuration: Configuration) throws -> [ProjectEnvironment] {
    if let baseURL { return [ProjectEnvironment(name: "base-url", baseURL: baseURL)] }
    guard !names.isEmpty else {
      return configuration.environments.isEmpty ? [.local] : configuration.environments
    }
    var seen: Set<String> = []
    return try names.filter { seen.insert($0).inserted }.map { name in
      if let environment = configuration.environment(name) { return environment }
      if name == "local" { return .local }
      throw ValidationError(Self.unknown(name, configuration))
    }
  }

  private static func unknown(_ name: String, _ configuration: Configuration) -> String {
    let known = configuration.environments.map(\.name)
    guard let source = configuration.source, !known.isEmpty else {
      return "there is no environment '\(name)': no bpmnc.yaml describes one"
    }
    let help =
      Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
      ?? "there are \(known.joined(separator: ", "))"
    return "\(source.path) has no environment '\(name)'; \(help)"
  }
}
