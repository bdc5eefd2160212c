import ArgumentParser
import BPMN
import Diagnostics
import Frontend
import ProjectModel

/// The options of the commands that read a project.
struct ProjectOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files, folders and glob patterns to read; '-' reads standard input.",
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
      discussion: """
        It governs all files. The default is the nearest bpmnc.yaml and .bpmnlintrc of each file, \
        in its folder or a parent folder.
        """))
  var config: String?

  /// Finds the configurations of the files.
  var lookup: ConfigurationLookup { ConfigurationLookup(config: config) }

  func read(_ lookup: ConfigurationLookup? = nil) throws -> InputReader.Input {
    let lookup = lookup ?? self.lookup
    let input = try InputReader(standardInputName: stdinFilename).read(paths, lookup: lookup)
    lookup.exclusionNotes.forEach(Terminal.note)
    return input
  }

  /// The configuration of the project that contains all paths.
  func settings(_ lookup: ConfigurationLookup? = nil) throws -> ProjectSettings {
    let paths = paths.map { $0 == "-" ? stdinFilename : $0 }
    return try (lookup ?? self.lookup).settings(containing: paths.isEmpty ? ["."] : paths)
  }

  /// Checks files. Each project is checked separately, with its own configuration.
  /// - Parameters:
  ///   - rules: the names or patterns of the only rules to run; empty for all.
  ///   - environment: the environment that must provide every secret.
  func compile(
    _ files: [InputFile], _ lookup: ConfigurationLookup, platform: PlatformVersion? = nil,
    rules: [String] = [], environment: String? = nil
  ) throws -> CheckedProject {
    try CheckedProject(
      files, lookup: lookup, templates: templateFolders, platform: platform, rules: rules,
      environment: environment)
  }
}
