import ArgumentParser
import Compiler
import Diagnostics
import ElementTemplates
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

  func read() throws -> InputReader.Input {
    try InputReader(standardInputName: stdinFilename).read(paths)
  }

  func templates() throws -> (library: TemplateLibrary, diagnostics: [Diagnostic]) {
    try TemplateFolders.library(named: templateFolders, from: paths.first ?? ".")
  }

  /// Reads and checks files.
  func compile(_ files: [InputFile], onlyRule: String? = nil) throws -> Checked {
    let templates = try templates()
    let compilation = Compilation(
      Project(files), templates: templates.library, onlyRule: onlyRule)
    return Checked(
      compilation: compilation, templates: templates.library,
      diagnostics: (compilation.diagnostics + templates.diagnostics).inReportingOrder())
  }
}

/// A checked project with the templates it was checked against.
struct Checked {
  var compilation: Compilation
  var templates: TemplateLibrary
  /// The findings of the project and of the templates.
  var diagnostics: [Diagnostic]

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
