public import Diagnostics
import FoundationEssentials
public import Linting
import LintRules
public import ProjectModel

/// The effective configuration of a project: its `bpmnc.yaml` and `.bpmnlintrc`.
public struct ProjectSettings: Sendable {
  /// The settings of the rules.
  public var settings = LintSettings()
  /// The problems of the configuration files, by path.
  var findings: [String: [Diagnostic]] = [:]
  /// The folder of `bpmnc.yaml`, which its paths are relative to; empty for the current folder.
  public var folder = ""

  /// The content of `bpmnc.yaml`.
  public var configuration: Configuration { settings.configuration }

  /// The problems of the configuration.
  public var diagnostics: [Diagnostic] { Array(findings.values.joined()).inReportingOrder() }

  /// The file name of bpmnc's configuration.
  public static let fileName = FolderScope.configurationNames[0]

  /// The settings without a configuration.
  public init() {}

  /// Reads the configuration.
  /// - Parameters:
  ///   - file: the file of `--config`: bpmnc's if it ends in `.yaml` or `.yml`, otherwise
  ///     bpmnlint's, which then decides about all rules.
  ///   - start: the file or folder where the upward search starts if no file is given.
  public static func find(named file: String? = nil, from start: String) throws(ToolFault) -> Self {
    try ConfigurationLookup(config: file).settings(containing: [start])
  }

  // MARK: Reading

  init(named path: String) throws(ToolFault) {
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      try self.init(yaml: path)
    } else {
      try self.init(bpmnlint: path)
      settings.isExact = true
    }
  }

  init(yaml path: String) throws(ToolFault) {
    let path = Self.shown(path)
    var reader = ExtendedConfigurations()
    settings.configuration = try reader.read(path)
    findings = reader.findings
    folder = parentFolder(of: path)
    try reportUnused(beside: path)
  }

  init(bpmnlint path: String) throws(ToolFault) {
    let path = Self.shown(path)
    let source = SourceText(path: path, bytes: try InputReader().read(file: path))
    let read = BPMNLintConfiguration.read(source, rules: LintRule.all)
    settings.bpmnlint = read.configuration
    findings[path] = read.diagnostics
  }

  /// Reports a `bpmnc.yml` next to a `bpmnc.yaml`.
  private mutating func reportUnused(beside path: String) throws(ToolFault) {
    let names = FolderScope.configurationNames
    guard path.split(separator: "/").last.map(String.init) == names[0] else { return }
    let other = folder.isEmpty ? names[1] : join(folder, names[1])
    guard try fileExists(other) else { return }
    findings[other] = [.unusedConfiguration(other, path)]
  }

  // MARK: Paths

  /// A path in the configuration, relative to the current folder.
  public func path(_ name: String) -> String {
    folder.isEmpty || name.hasPrefix("/") ? name : join(folder, name)
  }

  /// Sets the paths of these files relative to the configuration's folder, for its glob patterns.
  public mutating func place(_ files: [InputFile]) {
    guard !settings.configuration.overrides.isEmpty else { return }
    let root = Self.absolute(folder.isEmpty ? "." : folder)
    for file in files {
      let path = Self.absolute(file.path)
      let relative = relativePath(of: path, to: root)
      if relative != path { settings.configurationPaths[file.path] = relative }
    }
  }

  static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path
  }

  /// An absolute path, relative to the current folder if it is below it.
  static func shown(_ path: String) -> String { relativePath(of: path, to: absolute(".")) }
}

extension Diagnostic {
  fileprivate static func unusedConfiguration(_ path: String, _ used: String) -> Diagnostic {
    Diagnostic(
      rule: "project/configuration", severity: .warning,
      message: "this file is not used, because \(used) is in the same folder",
      help: "Delete one of them.",
      location: SourceLocation(SourceText(path: path, text: ""), 0..<0))
  }
}
