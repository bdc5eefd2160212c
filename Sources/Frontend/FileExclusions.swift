import ProjectModel

/// The files that a configuration excludes: those that match `exclude`, and those that do not match
/// `include` if it is set. The patterns are those of `.gitignore`, relative to the configuration.
struct FileExclusions {
  private let root: String
  private let included: IgnoreList?
  private let excluded: IgnoreList?

  init(_ settings: ProjectSettings) {
    root = ProjectSettings.absolute(settings.folder.isEmpty ? "." : settings.folder)
    let configuration = settings.configuration
    func list(_ patterns: [String]) -> IgnoreList? {
      guard !patterns.isEmpty else { return nil }
      var list = IgnoreList()
      list.add(patterns.joined(separator: "\n"), below: "")
      return list
    }
    included = list(configuration.include)
    excluded = list(configuration.exclude)
  }

  var isEmpty: Bool { included == nil && excluded == nil }

  /// - Parameter path: the absolute path of a file.
  func excludes(_ path: String) -> Bool {
    let relative = relativePath(of: path, to: root)
    if let included, !included.containsAny(of: relative) { return true }
    return excluded?.containsAny(of: relative) ?? false
  }
}

extension IgnoreList {
  /// Whether a file or one of its folders matches.
  fileprivate func containsAny(of path: String) -> Bool {
    let folders = path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    return contains(path, isFolder: false) || folders.contains { contains($0, isFolder: true) }
  }
}
