import ProjectModel
import Text

/// A path argument with wildcards, for shells that do not expand them: `'src/**/*.bpmn'`.
///
/// The syntax is that of `.gitignore`, anchored to the folder before the first wildcard. What a walk
/// through the folder ignores does not match.
struct PathPattern {
  /// The argument.
  let text: String
  /// The part before the first name with a wildcard.
  let folder: String
  private let glob: GlobPattern

  /// Nil for a path without wildcards.
  init?(_ text: String) {
    let names = text.split(separator: "/", omittingEmptySubsequences: false)
    let isWild = { (name: Substring) in name.contains { "*?[".contains($0) } }
    guard let first = names.firstIndex(where: isWild) else { return nil }
    self.text = text
    let fixed = names[..<first].joined(separator: "/")
    folder = first == 0 ? "." : fixed.isEmpty ? "/" : fixed
    glob = GlobPattern("/" + names[first...].joined(separator: "/"))
  }

  /// The files that match, and the project files in folders that match, relative to `folder`.
  func files(in repository: String?) throws(ToolFault) -> [String] {
    try FolderWalk(folder, in: repository).files().filter { path in
      if glob.matches(path) { return true }
      guard ProjectFile.Kind(path: path) != nil else { return false }
      return path.indices.contains { path[$0] == "/" && glob.matches(String(path[..<$0])) }
    }
  }
}
