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
  /// The effective configuration of all files together.
  public var settings: ProjectSettings
  /// The findings of the project, of the templates and of the configuration, in reporting order.
  public var diagnostics: [Diagnostic]
  /// The number of files that were checked for the newest version because none is declared.
  public var unversionedFileCount: Int
  /// The configured lowest severities that make lint fail, by file with findings.
  public var failLimits: [String: Diagnostic.Severity] = [:]
  /// The names of all configured checks.
  public var checkNames: Set<String>

  /// Whether any finding is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// Checks files. Each project is checked separately, with its own configuration.
  /// - Parameters:
  ///   - lookup: finds the configuration of each file.
  ///   - templates: the folders of `--templates`.
  ///   - rules: the names or patterns of the only rules to run; empty for all.
  ///   - environment: the environment that must provide every secret.
  public init(
    _ files: [InputFile], lookup: ConfigurationLookup = ConfigurationLookup(),
    templates folders: [String] = [], platform: PlatformVersion? = nil, rules: [String] = [],
    environment: String? = nil
  ) throws {
    var findings: [String: [Diagnostic]] = [:]
    let projects = try ProjectBoundaries.projects(of: files, lookup)
    // An unknown environment is bad usage, whatever the findings.
    let parts = try projects.map { project in
      var settings = try lookup.settings(ofProject: project.folder, project.files)
      settings.settings.platform = platform
      settings.settings.onlyRules = rules
      return (
        project, settings, try environment.map { try SecretSources.checked($0, in: settings) }
      )
    }
    let checked = try parts.map { project, settings, environment in
      findings.merge(settings.findings) { first, _ in first }
      return try CheckedProject(
        project, settings, lookup, templates: folders, environment: environment)
    }
    self = try checked.count == 1 ? checked[0] : CheckedProject(checked, of: files, lookup)
    findings.merge(lookup.templateFindings) { first, _ in first }
    diagnostics = (diagnostics + findings.values.joined()).inReportingOrder()
  }

  /// Checks one project.
  private init(
    _ project: (folder: String?, files: [InputFile]), _ settings: ProjectSettings,
    _ lookup: ConfigurationLookup, templates folders: [String], environment: SecretEnvironment?
  ) throws {
    let named = settings.configuration.templates.map(settings.path) + folders
    let root =
      project.folder
      ?? commonFolder(of: project.files.map { lookup.absoluteFolder(ofFile: $0.path) })
    let library = try lookup.library(of: root, named: named)
    var nested: [String: TemplateLibrary] = [:]
    for file in project.files {
      let own = try lookup.library(of: lookup.absoluteFolder(ofFile: file.path), named: named)
      if own.folders != library.folders { nested[file.path] = own.library }
    }
    compilation = Compilation(
      Project(project.files), templates: library.library, settings: settings.settings,
      nestedTemplates: nested, environment: environment)
    templates = library.library
    for library in nested.values { templates.add(library) }
    self.settings = settings
    diagnostics = compilation.diagnostics
    unversionedFileCount = compilation.unversionedFileCount
    checkNames = Set(settings.configuration.checks.map(\.name))
    if let limit = settings.configuration.failOn {
      for finding in diagnostics { failLimits[finding.location.source.path] = limit }
      for path in settings.findings.keys { failLimits[path] = limit }
    }
  }

  /// Combines projects that were checked separately; a bundle holds all of them.
  private init(
    _ parts: [CheckedProject], of files: [InputFile], _ lookup: ConfigurationLookup
  ) throws {
    settings = try lookup.settings(containing: files.map(\.path))
    compilation = Compilation(unchecked: Project(files))
    templates = .builtIn
    diagnostics = []
    unversionedFileCount = 0
    checkNames = []
    for part in parts {
      settings.settings.configuration.external.formUnion(part.settings.configuration.external)
      templates.add(part.templates)
      diagnostics += part.diagnostics
      unversionedFileCount += part.unversionedFileCount
      failLimits.merge(part.failLimits) { first, _ in first }
      checkNames.formUnion(part.checkNames)
    }
  }
}
