public import Diagnostics
import FoundationEssentials
public import Linting
import LintRules
public import ProjectModel

/// The effective configuration of a project: its `bpmnc.yaml` and `.bpmnlintrc`.
public struct ProjectSettings: Sendable {
  /// The settings of the rules.
  public var settings = LintSettings()
  /// The problems of the configuration.
  public var diagnostics: [Diagnostic] = []
  /// The folder of `bpmnc.yaml`, which its paths are relative to; empty for the current folder.
  public var folder = ""

  /// The content of `bpmnc.yaml`.
  public var configuration: Configuration { settings.configuration }

  /// The file name of bpmnc's configuration.
  public static let fileName = "bpmnc.yaml"
  /// The file name of bpmnlint's configuration.
  public static let bpmnlintName = ".bpmnlintrc"

  /// The settings without a configuration.
  public init() {}

  /// Reads the configuration.
  /// - Parameters:
  ///   - file: the file of `--config`: bpmnc's if it ends in `.yaml` or `.yml`, otherwise
  ///     bpmnlint's, which then decides about all rules.
  ///   - start: the file or folder where the upward search starts if no file is given.
  public static func find(named file: String? = nil, from start: String) throws(ToolFault) -> Self {
    var result = ProjectSettings()
    if let file {
      if file.hasSuffix(".yaml") || file.hasSuffix(".yml") {
        try result.read(yaml: file)
      } else {
        try result.read(bpmnlint: file)
        result.settings.isExact = true
      }
      return result
    }
    if let found = try found(fileName, above: start) { try result.read(yaml: found) }
    if let found = try found(bpmnlintName, above: start) { try result.read(bpmnlint: found) }
    return result
  }

  private mutating func read(yaml path: String) throws(ToolFault) {
    let source = SourceText(path: path, bytes: try InputReader().read(file: path))
    let read = Configuration.read(source, rules: RuleDocumentation.names)
    settings.configuration = read.configuration
    diagnostics += read.diagnostics
    folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private mutating func read(bpmnlint path: String) throws(ToolFault) {
    let source = SourceText(path: path, bytes: try InputReader().read(file: path))
    let read = BPMNLintConfiguration.read(source, rules: LintRule.all)
    settings.bpmnlint = read.configuration
    diagnostics += read.diagnostics
  }

  /// A path in the configuration, relative to the current folder.
  public func path(_ name: String) -> String {
    folder.isEmpty || name.hasPrefix("/") ? name : join(folder, name)
  }

  /// Sets the paths of these files relative to the configuration's folder, for its glob patterns.
  public mutating func place(_ files: [InputFile]) {
    guard settings.configuration.source != nil else { return }
    let root = Self.absolute(folder.isEmpty ? "." : folder)
    for file in files {
      let path = Self.absolute(file.path)
      if path.hasPrefix(root + "/") {
        settings.configurationPaths[file.path] = String(path.dropFirst(root.count + 1))
      }
    }
  }

  static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path
  }

  /// The nearest file with this name in the folder or above it.
  private static func found(
    _ name: String, above start: String
  ) throws(ToolFault) -> String? {
    var folder = absolute(start)
    while true {
      let candidate = join(folder, name)
      if try fileExists(candidate) { return shown(candidate) }
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// An absolute path, relative to the current folder if it is below it.
  private static func shown(_ path: String) -> String {
    let here = absolute(".") + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
