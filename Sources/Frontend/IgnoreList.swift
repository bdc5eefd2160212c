/// The patterns of `.gitignore` files: the last one that matches decides.
///
/// Source: gitignore(5): `*`, `?`, `[…]`, `**`, a leading `!`, a slash at the start or inside
/// anchors a pattern to its folder, a slash at the end names folders only.
struct IgnoreList {
  private struct Pattern {
    var parts: [[Character]]
    var isNegated: Bool
    var isFolderOnly: Bool
  }

  private var patterns: [Pattern] = []

  /// Adds the lines of a list that stands in a folder, which is given relative to the root.
  mutating func add(_ text: String, below folder: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      var pattern = Substring(line)
      while pattern.last == " " { pattern.removeLast() }
      guard !pattern.isEmpty, !pattern.hasPrefix("#") else { continue }
      let isNegated = pattern.hasPrefix("!")
      if isNegated { pattern.removeFirst() }
      let isFolderOnly = pattern.hasSuffix("/")
      if isFolderOnly { pattern.removeLast() }
      let isAnchored = pattern.contains("/")
      var parts = pattern.split(separator: "/").map(Array.init)
      if !isAnchored { parts.insert(["*", "*"], at: 0) }
      parts.insert(contentsOf: folder.split(separator: "/").map { Self.literal($0) }, at: 0)
      patterns.append(Pattern(parts: parts, isNegated: isNegated, isFolderOnly: isFolderOnly))
    }
  }

  /// A folder's name, whose own special characters mean themselves.
  private static func literal(_ name: Substring) -> [Character] {
    name.flatMap { "*?[\\".contains($0) ? ["\\", $0] : [$0] }
  }

  func contains(_ path: String, isFolder: Bool) -> Bool {
    let parts = path.split(separator: "/").map(Array.init)
    let decisive = patterns.last { pattern in
      (isFolder || !pattern.isFolderOnly) && Self.matches(parts[...], pattern.parts[...])
    }
    return decisive.map { !$0.isNegated } ?? false
  }

  private static func matches(
    _ path: ArraySlice<[Character]>, _ pattern: ArraySlice<[Character]>
  ) -> Bool {
    guard let part = pattern.first else { return path.isEmpty }
    if part == ["*", "*"] {
      let rest = pattern.dropFirst()
      if rest.isEmpty { return !path.isEmpty }
      return (path.startIndex...path.endIndex).contains { matches(path[$0...], rest) }
    }
    guard let name = path.first, matchesName(name[...], part[...]) else { return false }
    return matches(path.dropFirst(), pattern.dropFirst())
  }

  private static func matchesName(
    _ name: ArraySlice<Character>, _ pattern: ArraySlice<Character>
  ) -> Bool {
    guard let character = pattern.first else { return name.isEmpty }
    switch character {
    case "*":
      let rest = pattern.drop { $0 == "*" }
      return (name.startIndex...name.endIndex).contains { matchesName(name[$0...], rest) }
    case "?":
      return !name.isEmpty && matchesName(name.dropFirst(), pattern.dropFirst())
    case "[":
      guard let close = pattern.dropFirst(2).firstIndex(of: "]"), let first = name.first else {
        return name.first == "[" && matchesName(name.dropFirst(), pattern.dropFirst())
      }
      var set = pattern[(pattern.startIndex + 1)..<close]
      let isNegated = set.first == "!" || set.first == "^"
      if isNegated { set.removeFirst() }
      return isInSet(first, Array(set)) != isNegated
        && matchesName(name.dropFirst(), pattern[(close + 1)...])
    case "\\" where pattern.count > 1:
      return name.first == pattern.dropFirst().first
        && matchesName(name.dropFirst(), pattern.dropFirst(2))
    default:
      return name.first == character && matchesName(name.dropFirst(), pattern.dropFirst())
    }
  }

  private static func isInSet(_ character: Character, _ set: [Character]) -> Bool {
    var index = 0
    while index < set.count {
      if index + 2 < set.count, set[index + 1] == "-", set[index] <= set[index + 2] {
        if set[index]...set[index + 2] ~= character { return true }
        index += 3
      } else {
        if set[index] == character { return true }
        index += 1
      }
    }
    return false
  }
}
