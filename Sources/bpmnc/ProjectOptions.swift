import ArgumentParser
import BPMN
import Diagnostics
import Frontend
import ProjectModel

/// The options of the commands that read a project.
struct ProjectOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files and folders to read as one project; '-' reads standard input.",
      discussion: "The default is the current folder."))
  var paths: [String] = []

  @Option(help: "The file name to use for standard input.")
  var stdinFilename = "standard-input.bpmn"

  @Option(
    name: .customLong("templates"),
    help: "Also read element templates from this folder (repeatable).")
  var templateFolders: [String] = []

  @Option(
    help: ArgumentHelp(
      "The configuration file: bpmnc's if it ends in .yaml or .yml, otherwise bpmnlint's.",
      discussion: "The default is bpmnc.yaml and .bpmnlintrc in the folder or its parents."))
  var config: String?

  func read() throws -> InputReader.Input {
    try InputReader(standardInputName: stdinFilename).read(paths)
  }

  /// The configuration for the given paths.
  func settings() throws -> ProjectSettings {
    try ProjectSettings.find(named: config, from: start)
  }

  /// Checks files. Each project below the folder is checked separately, with its own configuration.
  /// - Parameter environment: the environment that must provide every secret.
  func compile(
    _ files: [InputFile], platform: PlatformVersion? = nil, onlyRule: String? = nil,
    environment: String? = nil
  ) throws -> CheckedProject {
    try CheckedProject(
      files, from: start, config: config, templates: templateFolders, platform: platform,
      onlyRule: onlyRule, environment: environment)
  }

  /// Where the search for a configuration and templates starts.
  private var start: String { paths.first { $0 != "-" } ?? "." }
}
