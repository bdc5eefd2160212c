/// A path pattern in the syntax of `.gitignore`.
///
/// `*` and `?` match within a name, `[…]` is a set, `**` matches any number of folders. A pattern
/// without a slash matches names in every folder; a slash at the start or in the middle anchors it.
/// Source: gitignore(5).
public struct GlobPattern: Sendable, Hashable {
  private let parts: [Part]

  fileprivate enum Part: Sendable, Hashable {
    /// `**`.
    case anyFolders
    case name([NamePiece])
  }

  /// A part of a pattern for a name.
  fileprivate enum NamePiece: Sendable, Hashable {
    /// `*`.
    case anything
    /// `?`.
    case anyCharacter
    case character(Character)
    case set([Character], isNegated: Bool)

    func matches(_ character: Character) -> Bool {
      switch self {
      case .anything, .anyCharacter: true
      case .character(let own): own == character
      case .set(let set, let isNegated): Self.isIn(set, character) != isNegated
      }
    }

    private static func isIn(_ set: [Character], _ character: Character) -> Bool {
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

  /// - Parameter folder: the folder of the pattern, relative to the root of the paths.
  public init(_ pattern: some StringProtocol, below folder: String = "") {
    var parts = pattern.split(separator: "/").map { $0 == "**" ? .anyFolders : Part($0) }
    if !pattern.contains("/") { parts.insert(.anyFolders, at: 0) }
    let folders = folder.split(separator: "/").map { Part.name($0.map { .character($0) }) }
    self.parts = folders + parts
  }

  /// Whether the pattern matches a path, which is relative to the root.
  public func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").map(Array.init)
    // `**` at the end matches the contents of a folder, not the folder itself.
    let whole = parts.last == .anyFolders ? parts + [.name([.anything])] : parts
    return Wildcards.match(names, whole, isAny: { $0 == .anyFolders }) { name, part in
      guard case .name(let pieces) = part else { return false }
      return Wildcards.match(name, pieces, isAny: { $0 == .anything }) { $1.matches($0) }
    }
  }
}

extension GlobPattern.Part {
  fileprivate init(_ text: some StringProtocol) {
    let characters = Array(text)
    var pieces: [GlobPattern.NamePiece] = []
    var index = 0
    while index < characters.count {
      switch characters[index] {
      case "*": pieces.append(.anything)
      case "?": pieces.append(.anyCharacter)
      case "[":
        guard let close = characters[index...].dropFirst(2).firstIndex(of: "]") else {
          pieces.append(.character("["))
          break
        }
        var set = characters[(index + 1)..<close]
        let isNegated = set.first == "!" || set.first == "^"
        if isNegated { set.removeFirst() }
        pieces.append(.set(Array(set), isNegated: isNegated))
        index = close
      case "\\" where index + 1 < characters.count:
        index += 1
        pieces.append(.character(characters[index]))
      case let character: pieces.append(.character(character))
      }
      index += 1
    }
    self = .name(pieces)
  }
}

/// Matches a list against a pattern whose wildcards match any number of items.
private enum Wildcards {
  /// Backtracks only to the last wildcard, because it can match everything that an earlier one
  /// could. So the time is bounded by the product of the lengths.
  static func match<Item, Piece>(
    _ items: [Item], _ pieces: [Piece], isAny: (Piece) -> Bool, _ matches: (Item, Piece) -> Bool
  ) -> Bool {
    var (item, piece) = (0, 0)
    /// The piece after the last wildcard, and the item where its match was last tried.
    var retry: (piece: Int, item: Int)?
    while item < items.count {
      if piece < pieces.count, isAny(pieces[piece]) {
        piece += 1
        retry = (piece, item)
      } else if piece < pieces.count, matches(items[item], pieces[piece]) {
        (item, piece) = (item + 1, piece + 1)
      } else if let last = retry {
        (item, piece) = (last.item + 1, last.piece)
        retry = (last.piece, last.item + 1)
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy(isAny)
  }
}
