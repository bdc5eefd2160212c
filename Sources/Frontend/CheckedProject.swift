public import BPMN
public import Compiler
public import Diagnostics
public import ElementTemplates
import Linting
public import ProjectModel

/// A checked project with the templates it was checked against.
public struct CheckedProject: Sendable {
  /// The compiled project.
  public var compilation: Compilation
  /// The templates available to the project.
  public var templates: TemplateLibrary
  /// The effective configuration.
  public var settings: ProjectSettings
  /// The findings of the project, of the templates and of the configuration, in reporting order.
  public var diagnostics: [Diagnostic]
  /// The number of files that were checked for the newest version because none is declared.
  public var unversionedFileCount: Int

  /// Whether any finding is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Checks files. Each project below the folder is checked separately, with its own configuration.
  /// - Parameters:
  ///   - start: where the upward search for a configuration and templates starts.
  ///   - config: the file of `--config`.
  ///   - templates: the folders of `--templates`.
  ///   - environment: the environment that must provide every secret.
  public init(
    _ files: [InputFile], from start: String, config: String? = nil, templates: [String] = [],
    platform: PlatformVersion? = nil, onlyRule: String? = nil, environment: String? = nil
  ) throws {
    let parts = try ProjectBoundaries.projects(of: files).map { project -> CheckedProject in
      let start = project.folder ?? start
      var settings = try ProjectSettings.find(named: config, from: start)
      settings.settings.platform = platform
      settings.place(project.files)
      let library = try settings.library(templates, from: start)
      let compilation = Compilation(
        Project(project.files), templates: library.library, settings: settings.settings,
        onlyRule: onlyRule,
        environment: try environment.map { try SecretSources.checked($0, in: settings) })
      let others = library.diagnostics + settings.diagnostics
      return CheckedProject(
        compilation: compilation, templates: library.library, settings: settings,
        diagnostics: others.isEmpty
          ? compilation.diagnostics : (compilation.diagnostics + others).inReportingOrder(),
        unversionedFileCount: compilation.unversionedFileCount)
    }
    self =
      try parts.count == 1
      ? parts[0] : CheckedProject(parts, of: files, from: start, config, templates)
  }

  /// Combines projects that were checked separately; a bundle holds all of them.
  private init(
    _ parts: [CheckedProject], of files: [InputFile], from start: String, _ config: String?,
    _ folders: [String]
  ) throws {
    var settings = try ProjectSettings.find(named: config, from: start)
    var templates = try settings.library(folders, from: start).library
    for part in parts {
      settings.settings.configuration.external.formUnion(part.settings.configuration.external)
      templates.add(part.templates)
    }
    self.init(
      compilation: Compilation(unchecked: Project(files)), templates: templates,
      settings: settings, diagnostics: parts.flatMap(\.diagnostics).inReportingOrder(),
      unversionedFileCount: parts.reduce(0) { $0 + $1.unversionedFileCount })
  }

  private init(
    compilation: Compilation, templates: TemplateLibrary, settings: ProjectSettings,
    diagnostics: [Diagnostic], unversionedFileCount: Int
  ) {
    self.compilation = compilation
    self.templates = templates
    self.settings = settings
    self.diagnostics = diagnostics
    self.unversionedFileCount = unversionedFileCount
  }
}

extension ProjectSettings {
  /// The templates available with this configuration and these folders.
  public func library(
    _ folders: [String], from start: String
  ) throws(ToolFault) -> (library: TemplateLibrary, diagnostics: [Diagnostic]) {
    try TemplateFolders.library(
      named: configuration.templates.map(path) + folders, from: start)
  }
}
