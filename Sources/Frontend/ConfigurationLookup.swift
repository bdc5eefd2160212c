public import Diagnostics
import ElementTemplates
import Linting
public import ProjectModel

/// Looks up what governs a file: the nearest configurations, its project and the template folders.
///
/// Each folder is searched once and each configuration is read once, whatever the number and order
/// of the files.
public final class ConfigurationLookup {
  /// The named files that were not read, and the configurations that exclude them.
  public internal(set) var excluded: [(path: String, configuration: String)] = []
  /// The notes on the named files that were not read.
  public var exclusionNotes: [String] {
    excluded.map { "note: \($0.path) is excluded by \($0.configuration)" }
  }

  /// - Throws: `ToolFault` if the named files were not read, so that there is nothing to work on.
  public func require(_ files: [InputFile]) throws(ToolFault) {
    guard files.isEmpty, let first = excluded.first else { return }
    throw ToolFault(message: "\(first.path): \(first.configuration) excludes all files")
  }

  /// The file of `--config`, which governs all files.
  private let named: String?
  /// By absolute path.
  private var scopes: [String: FolderScope] = [:]
  /// The absolute paths of the folders of files, as they are written.
  private var folders: [String: String] = [:]
  private var readers: [String: ProjectSettings] = [:]
  private var exclusions: [String: FileExclusions] = [:]
  private var templateFiles: [String: [TemplateFile]] = [:]
  private var libraries: [[String]: TemplateLibrary] = [:]

  /// - Parameter named: the file of `--config`.
  public init(config named: String? = nil) {
    self.named = named
  }

  // MARK: Scopes

  /// The scope of the folder that contains a file.
  func scope(ofFile path: String) throws(ToolFault) -> FolderScope {
    try scope(of: absoluteFolder(ofFile: path))
  }

  /// The absolute folder of a file.
  func absoluteFolder(ofFile path: String) -> String {
    let written = parentFolder(of: path)
    if let known = folders[written] { return known }
    let folder = ProjectSettings.absolute(written.isEmpty ? "." : written)
    folders[written] = folder
    return folder
  }

  /// The scope of a folder, given by its absolute path.
  func scope(of folder: String) throws(ToolFault) -> FolderScope {
    if let known = scopes[folder] { return known }
    let parent = folder == "/" ? nil : try scope(of: parentFolder(of: folder))
    let scope = try FolderScope(of: folder, in: parent)
    scopes[folder] = scope
    return scope
  }

  /// The paths of files relative to their project or repository.
  ///
  /// - Parameter file: files outside of both are relative to the folder of this file, or to the
  ///   current folder.
  public func projectPaths(
    of paths: [String], orBeside file: String?
  ) throws(ToolFault) -> [String: String] {
    var result: [String: String] = [:]
    for path in paths where result[path] == nil {
      let scope = try scope(ofFile: path)
      let root = scope.project ?? scope.repository ?? absoluteFolder(ofFile: file ?? "")
      result[path] = relativePath(of: absolutePath(of: path), to: root)
    }
    return result
  }

  /// The absolute path of a file.
  func absolutePath(of path: String) -> String {
    join(absoluteFolder(ofFile: path), path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// The absolute path of the git repository that contains a folder.
  func repository(of folder: String) throws(ToolFault) -> String? {
    try scope(of: ProjectSettings.absolute(folder)).repository
  }

  // MARK: Settings

  /// The settings of the project that contains all these files and folders.
  public func settings(containing paths: [String]) throws(ToolFault) -> ProjectSettings {
    let folders = paths.map { path in
      path != "-" && InputReader().isFolder(path)
        ? ProjectSettings.absolute(path) : absoluteFolder(ofFile: path == "-" ? "" : path)
    }
    return try settings(of: scope(of: commonFolder(of: folders)))
  }

  /// The settings of the project in a folder; nil for the files outside of marked folders.
  func settings(
    ofProject folder: String?, _ files: [InputFile]
  ) throws(ToolFault) -> ProjectSettings {
    let folder = folder ?? commonFolder(of: files.map { absoluteFolder(ofFile: $0.path) })
    let root = try scope(of: folder)
    var settings = try settings(of: root)
    settings.place(files)
    guard named == nil else { return settings }
    for file in files {
      let scope = try scope(ofFile: file.path)
      guard scope.bpmnlint != root.bpmnlint, let path = scope.bpmnlint else { continue }
      let nested = try bpmnlint(path, overridesConfiguration: scope.hasNearerBPMNLint)
      settings.settings.nestedBPMNLint[file.path] = nested.settings.bpmnlint
      settings.findings.merge(nested.findings) { first, _ in first }
    }
    return settings
  }

  private func settings(of scope: FolderScope) throws(ToolFault) -> ProjectSettings {
    if let named { return try read(named) { path throws(ToolFault) in try .init(named: path) } }
    var settings = ProjectSettings()
    if let path = scope.configuration {
      settings = try read(path) { path throws(ToolFault) in try .init(yaml: path) }
    }
    if let path = scope.bpmnlint {
      let bpmnlint = try bpmnlint(path, overridesConfiguration: scope.hasNearerBPMNLint)
      settings.settings.bpmnlint = bpmnlint.settings.bpmnlint
      settings.findings.merge(bpmnlint.findings) { first, _ in first }
    }
    return settings
  }

  private func bpmnlint(
    _ path: String, overridesConfiguration: Bool
  ) throws(ToolFault) -> ProjectSettings {
    var settings = try read(path) { path throws(ToolFault) in try .init(bpmnlint: path) }
    settings.settings.bpmnlint?.overridesConfiguration = overridesConfiguration
    return settings
  }

  /// Reads a configuration file once.
  private func read(
    _ path: String, _ read: (String) throws(ToolFault) -> ProjectSettings
  ) throws(ToolFault) -> ProjectSettings {
    if let known = readers[path] { return known }
    let settings = try read(path)
    readers[path] = settings
    return settings
  }

  // MARK: Exclusions

  /// Whether the configuration excludes a file.
  /// - Returns: the path of the configuration; nil if the file is included.
  func exclusion(of path: String) throws(ToolFault) -> String? {
    let folder = absoluteFolder(ofFile: path)
    let scope = try scope(of: folder)
    guard let configuration = named ?? scope.configuration else { return nil }
    let exclusion: FileExclusions
    if let known = exclusions[configuration] {
      exclusion = known
    } else {
      exclusion = FileExclusions(try settings(of: scope))
      exclusions[configuration] = exclusion
    }
    guard !exclusion.isEmpty, exclusion.excludes(absolutePath(of: path)) else { return nil }
    return ProjectSettings.shown(configuration)
  }

  // MARK: Templates

  /// The templates available to the files of a folder, by its absolute path.
  /// - Parameter named: the folders of the configuration and of `--templates`.
  func library(
    of folder: String, named: [String]
  ) throws(ToolFault) -> (library: TemplateLibrary, folders: [String]) {
    let folders = try scope(of: folder).templates + named
    if let known = libraries[folders] { return (known, folders) }
    var library = TemplateLibrary.builtIn
    for folder in folders {
      for file in try templates(in: folder) { library.add(file) }
    }
    libraries[folders] = library
    return (library, folders)
  }

  private func templates(in folder: String) throws(ToolFault) -> [TemplateFile] {
    if let known = templateFiles[folder] { return known }
    let files = try TemplateFolders.files(in: folder)
    templateFiles[folder] = files
    return files
  }

  /// The findings of the template files that were read, by path.
  var templateFindings: [String: [Diagnostic]] {
    Dictionary(
      templateFiles.values.joined().map { ($0.source.path, TemplateValidation.errors(in: $0)) },
      uniquingKeysWith: { first, _ in first })
  }
}

/// The innermost folder that contains all these folders, given by their absolute paths.
func commonFolder(of folders: [String]) -> String {
  guard var common = folders.first else { return ProjectSettings.absolute(".") }
  for folder in folders {
    while common != "/", folder != common, !folder.hasPrefix(common + "/") {
      common = parentFolder(of: common)
    }
  }
  return common
}

/// An absolute path relative to a folder above it; unchanged if the folder is not above it.
func relativePath(of path: String, to folder: String) -> String {
  let prefix = folder == "/" ? "/" : folder + "/"
  return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
}
