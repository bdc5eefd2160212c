import LintRules
public import Linting
public import ProjectModel
public import Diagnostics
import FoundationEssentials

/// The configuration that counts for a project: `bpmnc.yaml` and `.bpmnlintrc`, named or found.
public struct ProjectSettings: Sendable {
  /// How the rules are to run.
  public var settings = LintSettings()
  /// What is wrong with the configuration.
  public var diagnostics: [Diagnostic] = []
  /// The folder of `bpmnc.yaml`, in front of the paths that it names; empty for the current one.
  public var folder = ""

  /// What `bpmnc.yaml` says.
  public var configuration: Configuration { settings.configuration }

  /// The name of our configuration.
  public static let fileName = "bpmnc.yaml"
  /// The name of bpmnlint's.
  public static let bpmnlintName = ".bpmnlintrc"

  /// Settings without any configuration.
  public init() {}

  /// Reads the configuration.
  /// - Parameters:
  ///   - file: `--config`: with the ending `.yaml` or `.yml` ours, else one of bpmnlint, which then
  ///     decides about all rules.
  ///   - start: the file or folder from which one is looked for, upwards, where none is named.
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

  /// A path that the configuration names, as seen from the current folder.
  public func path(_ name: String) -> String {
    folder.isEmpty || name.hasPrefix("/") ? name : join(folder, name)
  }

  /// Tells the globs of the configuration how these files lie below its folder.
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

  /// The nearest file of a name in a folder, or the folder of a file, or above it.
  private static func found(
    _ name: String, above start: String
  ) throws(ToolFault) -> String? {
    var folder = absolute(start)
    while true {
      let candidate = join(folder, name)
      if try isPresent(candidate) { return shown(candidate) }
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// An absolute path as seen from the current folder, where it lies below.
  private static func shown(_ path: String) -> String {
    let here = absolute(".") + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}
