import ArgumentParser
import Diagnostics
import Frontend
import ProjectModel
import Reports
import Webhooks

/// The options that select the configuration and one of its environments.
struct EnvironmentChoice: ParsableArguments {
  @Option(help: "The configuration file; by default, bpmnc.yaml in the folder or its parents.")
  var config: String?

  @Option(
    name: .customLong("environment"),
    help: ArgumentHelp(
      "The environment in bpmnc.yaml whose secret sources, numbers and addresses are used.",
      discussion: "By default, the numbers and addresses of 'local', if it is defined."))
  var name: String?

  /// The configuration.
  /// - Parameter paths: the project's files and folders, for the search without `--config`.
  /// - Throws: `ToolFault` if it has errors, which were printed: an invalid setting must not be
  ///   ignored.
  func settings(of paths: [String] = []) throws -> ProjectSettings {
    let settings = try ConfigurationLookup(config: config)
      .settings(containing: paths.isEmpty ? ["."] : paths)
    let faults = settings.diagnostics.filter { $0.severity == .error }
    guard faults.isEmpty else {
      let reporter = TextReporter(hasColor: Terminal.hasErrorColor)
      for fault in faults { Terminal.note(reporter.text(of: fault) + "\n") }
      throw ToolFault(message: "the configuration has errors")
    }
    return settings
  }

  /// The environment that was chosen; nil if none was.
  func chosen(in settings: ProjectSettings) throws -> ProjectEnvironment? {
    try name.map { try SecretSources.environment($0, in: settings) }
  }

  /// The environment that defines numbers and addresses: the chosen one, or `local`.
  func addressed(in settings: ProjectSettings) throws -> ProjectEnvironment? {
    try chosen(in: settings) ?? settings.configuration.environment(ProjectEnvironment.local.name)
  }
}
