/// A pattern for paths as `.gitignore` writes it.
///
/// `*` and `?` stay within a name, `[…]` is a set, `**` is any number of folders. A pattern without
/// a slash fits names in every folder; a slash at the start or inside ties it to its own folder.
/// Source: gitignore(5).
public struct GlobPattern: Sendable, Hashable {
  private let parts: [[Character]]

  /// - Parameter folder: the folder that a tied pattern belongs to, relative to the root of the
  ///   paths.
  public init(_ pattern: some StringProtocol, below folder: String = "") {
    var parts = pattern.split(separator: "/").map { Array($0) }
    if !pattern.contains("/") { parts.insert(["*", "*"], at: 0) }
    self.parts = folder.split(separator: "/").map { Self.literal($0) } + parts
  }

  /// A name whose own special characters mean themselves.
  private static func literal(_ name: Substring) -> [Character] {
    name.flatMap { "*?[\\".contains($0) ? ["\\", $0] : [$0] }
  }

  public func matches(_ path: String) -> Bool {
    Self.matches(path.split(separator: "/").map(Array.init)[...], parts[...])
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
