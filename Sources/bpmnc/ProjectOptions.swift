import ProjectModel
import ArgumentParser
import BPMN
import Diagnostics
import Frontend

/// The options of every command that reads a project.
struct ProjectOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files or folders that are checked together; '-' is standard input.",
      discussion: "Without a path, the current folder."))
  var paths: [String] = []

  @Option(help: "The name of what comes from standard input.")
  var stdinFilename = "standard-input.bpmn"

  @Option(
    name: .customLong("templates"),
    help: "A folder with further element templates; may be given several times.")
  var templateFolders: [String] = []

  @Option(
    help: ArgumentHelp(
      "The configuration: a .yaml file is bpmnc's, any other bpmnlint's.",
      discussion: "Without it, bpmnc.yaml and .bpmnlintrc of the folder or its parents."))
  var config: String?

  func read() throws -> InputReader.Input {
    try InputReader(standardInputName: stdinFilename).read(paths)
  }

  /// The configuration of what was named.
  func settings() throws -> ProjectSettings {
    try ProjectSettings.find(named: config, from: start)
  }

  /// Reads and checks files: what a boundary encloses by itself, with its own configuration.
  /// - Parameter environment: where every secret must be there.
  func compile(
    _ files: [InputFile], platform: PlatformVersion? = nil, onlyRule: String? = nil,
    environment: String? = nil
  ) throws -> Checked {
    try Checked(
      files, from: start, config: config, templates: templateFolders, platform: platform,
      onlyRule: onlyRule, environment: environment)
  }

  /// Where a configuration and templates are looked for.
  private var start: String { paths.first { $0 != "-" } ?? "." }
}
