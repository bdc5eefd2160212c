import ProjectModel
import Text

/// The files that a configuration excludes: those that match `exclude`, and those that do not match
/// `include` if it is set. The patterns are relative to the configuration.
struct FileExclusions {
  private let root: String
  private let included: PathPatterns?
  private let excluded: PathPatterns?

  init(_ settings: ProjectSettings) {
    root = ProjectSettings.absolute(settings.folder.isEmpty ? "." : settings.folder)
    let configuration = settings.configuration
    included = configuration.include.isEmpty ? nil : PathPatterns(configuration.include)
    excluded = configuration.exclude.isEmpty ? nil : PathPatterns(configuration.exclude)
  }

  var isEmpty: Bool { included == nil && excluded == nil }

  /// - Parameter path: the absolute path of a file.
  func excludes(_ path: String) -> Bool {
    let relative = relativePath(of: path, to: root)
    if let included, !included.matches(file: relative) { return true }
    return excluded?.matches(file: relative) ?? false
  }
}
