/// What governs the files of a folder: the nearest markers, configurations and templates in it or
/// above it. Paths are absolute.
struct FolderScope {
  /// The folder of the project: the nearest with a configuration of bpmnc or a process application.
  var project: String?
  /// The nearest folder with a git repository.
  var repository: String?
  /// The nearest `bpmnc.yaml` or `bpmnc.yml`.
  var configuration: String?
  /// The nearest `.bpmnlintrc`.
  var bpmnlint: String?
  /// The folders with element templates, the outermost first.
  var templates: [String] = []

  /// The names of bpmnc's configuration; the first one in a folder is used.
  static let configurationNames = ["bpmnc.yaml", "bpmnc.yml"]
  /// The file name of bpmnlint's configuration.
  static let bpmnlintName = ".bpmnlintrc"
  /// The files of Camunda's process applications.
  private static let applicationNames = ["camunda.json", ".process-application"]

  /// The scope of a folder inside the one of its parent folder.
  init(of folder: String, in parent: FolderScope?) throws(ToolFault) {
    if let parent { self = parent }
    func found(_ names: [String]) throws(ToolFault) -> String? {
      for name in names where try fileExists(join(folder, name)) { return join(folder, name) }
      return nil
    }
    if let file = try found(Self.configurationNames) {
      configuration = file
      project = folder
    }
    if try found(Self.applicationNames) != nil { project = folder }
    if let file = try found([Self.bpmnlintName]) { bpmnlint = file }
    if let found = try found([".camunda/element-templates"]) { templates.append(found) }
    if try found([".git"]) != nil { repository = folder }
  }

  /// Whether the bpmnlint configuration is in a folder below the one of bpmnc's.
  var hasNearerBPMNLint: Bool {
    guard let bpmnlint, let configuration else { return false }
    return parentFolder(of: bpmnlint).utf8.count > parentFolder(of: configuration).utf8.count
  }
}

/// The folder of a file or folder; that of a relative path without a slash is empty.
func parentFolder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "" }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
