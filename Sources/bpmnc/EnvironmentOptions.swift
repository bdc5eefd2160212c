import ArgumentParser
import Frontend
import ProjectModel
import Webhooks

/// The options that select environments of `bpmnc.yaml`.
struct EnvironmentOptions: ParsableArguments {
  @Option(
    name: .customLong("environment"),
    help: ArgumentHelp(
      "Use this environment of bpmnc.yaml (repeatable).",
      discussion:
        "The default is that of the bundle; without one, all environments, or 'local' if there are "
        + "none."))
  var names: [String] = []

  @Option(help: "Use this address before /inbound/… instead of an environment.")
  var baseURL: String?

  func validate() throws {
    guard let baseURL else { return }
    if !names.isEmpty {
      throw ValidationError("--environment and --base-url cannot be used together.")
    }
    if let fault = WebAddress.fault(in: baseURL) {
      throw ValidationError("'--base-url' \(fault).")
    }
  }

  /// The selected environments, in the order of the command line.
  /// - Parameter bundled: the environment that a bundle was built for, which is the default.
  /// - Throws: `ValidationError` (bad usage) for an unknown name.
  func environments(
    of configuration: Configuration, bundled: ProjectEnvironment? = nil
  ) throws -> [ProjectEnvironment] {
    if let baseURL { return [ProjectEnvironment(name: "base-url", baseURL: baseURL)] }
    guard !names.isEmpty else {
      if let bundled { return [bundled] }
      return configuration.environments.isEmpty ? [.local] : configuration.environments
    }
    var seen: Set<String> = []
    return try names.filter { seen.insert($0).inserted }.map { name in
      if let bundled, bundled.name == name { return bundled }
      if let environment = configuration.environment(name) { return environment }
      if name == "local" { return .local }
      throw ValidationError(configuration.unknownEnvironment(name))
    }
  }
}
