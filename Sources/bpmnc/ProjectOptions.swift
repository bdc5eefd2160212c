import ArgumentParser
import BPMN
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

  @Option(
    help: ArgumentHelp(
      "The configuration: a .yaml file is bpmnc's, any other bpmnlint's.",
      discussion: "Without it, bpmnc.yaml and .bpmnlintrc of the folder or its parents."))
  var config: String?

  func read() throws -> InputReader.Input {
    try InputReader(standardInputName: stdinFilename).read(paths)
  }

  /// The configuration of what was named, or of one project in it.
  func settings(folder: String? = nil) throws -> ProjectSettings {
    let start = folder ?? paths.first { $0 != "-" } ?? "."
    return try ProjectSettings.find(named: config, from: start)
  }

  func templates(
    _ settings: ProjectSettings, folder: String? = nil
  ) throws -> (library: TemplateLibrary, diagnostics: [Diagnostic]) {
    let configured = settings.configuration.templates.map(settings.path)
    return try TemplateFolders.library(
      named: configured + templateFolders,
      from: folder ?? paths.first { $0 != "-" } ?? ".")
  }

  /// Reads and checks files: what a boundary encloses by itself, with its own configuration.
  /// - Parameter environment: where every secret must be there.
  func compile(
    _ files: [InputFile], platform: PlatformVersion? = nil, onlyRule: String? = nil,
    environment: String? = nil
  ) throws -> Checked {
    let projects = try ProjectBoundaries.projects(of: files).map { project -> Checked in
      var settings = try self.settings(folder: project.folder)
      settings.settings.platform = platform
      settings.place(project.files)
      let templates = try self.templates(settings, folder: project.folder)
      let compilation = Compilation(
        Project(project.files), templates: templates.library, settings: settings.settings,
        onlyRule: onlyRule,
        environment: try environment.map { try SecretSources.checked($0, in: settings) })
      return Checked(
        compilation: compilation, templates: templates.library, settings: settings,
        diagnostics: compilation.diagnostics + templates.diagnostics + settings.diagnostics)
    }
    guard projects.count != 1 else { return projects[0].ordered }
    var settings = try self.settings()
    var templates = try self.templates(settings)
    for part in projects {
      settings.settings.configuration.external.formUnion(part.settings.configuration.external)
      templates.library.add(part.templates)
    }
    // The parts were checked by themselves; together they are what is bundled.
    return Checked(
      compilation: Compilation(unchecked: Project(files)),
      templates: templates.library, settings: settings,
      diagnostics: projects.flatMap(\.diagnostics),
      unversionedFileCount: projects.reduce(0) { $0 + $1.unversionedFileCount }
    ).ordered
  }
}

/// A checked project with the templates it was checked against.
struct Checked {
  var compilation: Compilation
  var templates: TemplateLibrary
  var settings: ProjectSettings
  /// The findings of the project, of the templates and of the configuration.
  var diagnostics: [Diagnostic]
  /// How many files were checked for the newest platform version because nobody names another.
  var unversionedFileCount: Int

  init(
    compilation: Compilation, templates: TemplateLibrary, settings: ProjectSettings,
    diagnostics: [Diagnostic], unversionedFileCount: Int? = nil
  ) {
    self.compilation = compilation
    self.templates = templates
    self.settings = settings
    self.diagnostics = diagnostics
    self.unversionedFileCount = unversionedFileCount ?? compilation.unversionedFileCount
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  fileprivate var ordered: Checked {
    var copy = self
    copy.diagnostics = diagnostics.inReportingOrder()
    return copy
  }
}
