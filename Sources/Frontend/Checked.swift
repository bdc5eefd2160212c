import Linting
public import ProjectModel
public import BPMN
public import Compiler
public import Diagnostics
public import ElementTemplates

/// A checked project with the templates it was checked against.
public struct Checked: Sendable {
  /// What the check saw.
  public var compilation: Compilation
  /// The templates that elements may name.
  public var templates: TemplateLibrary
  /// The configuration that counted.
  public var settings: ProjectSettings
  /// The findings of the project, of the templates and of the configuration.
  public var diagnostics: [Diagnostic]
  /// How many files were checked for the newest platform version because nobody names another.
  public var unversionedFileCount: Int

  /// Whether anything is wrong that must be mended.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Checks files: what a boundary encloses by itself, with its own configuration.
  /// - Parameters:
  ///   - start: where a configuration and templates are looked for, upwards.
  ///   - config: the configuration's file, where one is named.
  ///   - templates: folders with further templates.
  ///   - environment: where every secret must be there.
  public init(
    _ files: [InputFile], from start: String, config: String? = nil, templates: [String] = [],
    platform: PlatformVersion? = nil, onlyRule: String? = nil, environment: String? = nil
  ) throws {
    let parts = try ProjectBoundaries.projects(of: files).map { project -> Checked in
      let start = project.folder ?? start
      var settings = try ProjectSettings.find(named: config, from: start)
      settings.settings.platform = platform
      settings.place(project.files)
      let library = try settings.library(templates, from: start)
      let compilation = Compilation(
        Project(project.files), templates: library.library, settings: settings.settings,
        onlyRule: onlyRule,
        environment: try environment.map { try SecretSources.checked($0, in: settings) })
      return Checked(
        compilation: compilation, templates: library.library, settings: settings,
        diagnostics: compilation.diagnostics + library.diagnostics + settings.diagnostics,
        unversionedFileCount: compilation.unversionedFileCount)
    }
    self =
      try parts.count == 1 ? parts[0] : Checked(parts, of: files, from: start, config, templates)
    diagnostics = diagnostics.inReportingOrder()
  }

  /// Parts that were checked by themselves; together they are what is bundled.
  private init(
    _ parts: [Checked], of files: [InputFile], from start: String, _ config: String?,
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
      settings: settings, diagnostics: parts.flatMap(\.diagnostics),
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
  /// The templates that the configuration names, and those of further folders.
  public func library(
    _ folders: [String], from start: String
  ) throws(ToolFault) -> (library: TemplateLibrary, diagnostics: [Diagnostic]) {
    try TemplateFolders.library(
      named: configuration.templates.map(path) + folders, from: start)
  }
}
