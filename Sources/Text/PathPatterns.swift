/// Patterns for files and folders in the syntax of `.gitignore`: the last one that matches decides.
///
/// Source: gitignore(5). `*`, `?`, `[…]`, `**` and a leading `!` are supported; a slash at the
/// start or in the middle anchors a pattern to its folder, a slash at the end limits it to folders.
/// A leading `./` is ignored.
public struct PathPatterns: Sendable {
  private struct Pattern: Sendable {
    var glob: GlobPattern
    var isNegated = false
    var isFolderOnly = false

    /// Nil for a line that matches nothing: a comment, or a pattern without a name.
    init?(_ line: some StringProtocol, below folder: String) {
      var text = line.trimmedEnd(of: " ")[...]
      guard !text.hasPrefix("#") else { return nil }
      if text.hasPrefix("!") {
        isNegated = true
        text.removeFirst()
      }
      while text.hasSuffix("/") {
        isFolderOnly = true
        text.removeLast()
      }
      // The slash that remains anchors the pattern.
      if text.hasPrefix("./") { text.removeFirst() }
      guard !text.isEmpty else { return nil }
      glob = GlobPattern(text, below: folder)
    }
  }

  private var patterns: [Pattern] = []

  /// No patterns.
  package init() {}

  /// Patterns whose paths are relative to the same folder.
  package init(_ lines: [String]) {
    patterns = lines.compactMap { Pattern($0, below: "") }
  }

  /// Whether a line can match anything: it is not a comment and leads nowhere else.
  package static func canMatch(_ line: String) -> Bool {
    Pattern(line, below: "") != nil && !line.split(separator: "/").contains("..")
  }

  /// Adds the lines of an ignore file in a folder, which is relative to the root.
  package mutating func add(_ text: String, below folder: String) {
    patterns += text.split(whereSeparator: \.isNewline).compactMap { Pattern($0, below: folder) }
  }

  /// Whether a file or folder matches, whatever its folders.
  package func contains(_ path: String, isFolder: Bool) -> Bool {
    let decisive = patterns.last { pattern in
      (isFolder || !pattern.isFolderOnly) && pattern.glob.matches(path)
    }
    return decisive.map { !$0.isNegated } ?? false
  }

  /// Whether a file or one of its folders matches.
  package func matches(file path: String) -> Bool {
    let folders = path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    return contains(path, isFolder: false) || folders.contains { contains($0, isFolder: true) }
  }
}
