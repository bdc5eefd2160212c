import Text

/// The patterns of `.gitignore` files: the last one that matches decides.
///
/// Source: gitignore(5). `*`, `?`, `[…]`, `**` and a leading `!` are supported; a slash at the
/// start or in the middle anchors a pattern to its folder, a slash at the end limits it to folders.
struct IgnoreList {
  private struct Pattern {
    var glob: GlobPattern
    var isNegated: Bool
    var isFolderOnly: Bool
  }

  private var patterns: [Pattern] = []

  /// Adds the lines of an ignore file in a folder, which is relative to the root.
  mutating func add(_ text: String, below folder: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      var pattern = line.trimmedEnd(of: " ")
      guard !pattern.isEmpty, !pattern.hasPrefix("#") else { continue }
      let isNegated = pattern.hasPrefix("!")
      if isNegated { pattern.removeFirst() }
      let isFolderOnly = pattern.hasSuffix("/")
      if isFolderOnly { pattern.removeLast() }
      patterns.append(
        Pattern(
          glob: GlobPattern(pattern, below: folder), isNegated: isNegated,
          isFolderOnly: isFolderOnly))
    }
  }

  func contains(_ path: String, isFolder: Bool) -> Bool {
    let decisive = patterns.last { pattern in
      (isFolder || !pattern.isFolderOnly) && pattern.glob.matches(path)
    }
    return decisive.map { !$0.isNegated } ?? false
  }
}
