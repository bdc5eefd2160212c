/// Changes XML by its elements: they are moved, copied, removed, wrapped, or come from other seeds,
/// and attributes get the values of others.
struct MarkupMutator {
  /// A start tag, an end tag, an empty element, or the text between two tags.
  private struct Piece {
    var text: Substring
    /// 1 for a start tag, -1 for an end tag, otherwise 0.
    var depth = 0
  }

  private let seeds: [[Piece]]
  private let values: [Substring]
  private static let oddValues = [
    "", " ", "=", "=x", "=[1..", "={{secrets.A}}", "{{secrets.}}", "R/PT1S", "PT1H", "0 0 * * * *",
    "-1", "99999999999999999999", "a b", "é\u{1F40E}", "&#0;", "&amp;", "\u{FFFE}", "process",
  ]

  init(_ texts: [String]) {
    seeds = texts.map(Self.pieces)
    values = texts.flatMap { text in
      text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 && $0.element.utf8.count < 200 }.map(\.element)
    }
  }

  /// A changed seed.
  func text(_ random: inout SplitMix) -> String {
    var pieces = random.pick(seeds)
    for _ in 0...random.below(5) { change(&pieces, &random) }
    return pieces.lazy.map(\.text).joined()
  }

  private func change(_ pieces: inout [Piece], _ random: inout SplitMix) {
    guard !pieces.isEmpty else { return }
    let element = Self.element(at: random.below(pieces.count), in: pieces)
    switch random.below(8) {
    case 0: pieces.removeSubrange(element)
    case 1:
      let copy = pieces[element]
      pieces.insert(contentsOf: copy, at: random.below(pieces.count + 1))
    case 2:
      let moved = pieces[element]
      pieces.removeSubrange(element)
      pieces.insert(contentsOf: moved, at: random.below(pieces.count + 1))
    case 3:
      let other = random.pick(seeds)
      guard !other.isEmpty else { return }
      let part = other[Self.element(at: random.below(other.count), in: other)]
      if part.count < 400 { pieces.insert(contentsOf: part, at: random.below(pieces.count + 1)) }
    default:
      let place = random.below(pieces.count)
      pieces[place].text = Substring(withChangedValue(pieces[place].text, &random))
    }
  }

  /// Replaces the value of an attribute, or a word outside of values.
  private func withChangedValue(_ text: Substring, _ random: inout SplitMix) -> String {
    var parts = text.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
    let place = random.below(parts.count)
    if random.below(3) == 0 {
      parts[place] = random.pick(Self.oddValues)
    } else if !values.isEmpty {
      parts[place] = String(random.pick(values))
    }
    return parts.joined(separator: "\"")
  }

  /// The pieces of the element that begins at a place; the piece itself if none does.
  private static func element(at place: Int, in pieces: [Piece]) -> Range<Int> {
    var depth = 0
    for index in place..<pieces.count {
      depth += pieces[index].depth
      if depth <= 0 { return place..<(index + 1) }
    }
    return place..<(place + 1)
  }

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while !rest.isEmpty {
      if rest.hasPrefix("<") {
        let end = rest.firstIndex(of: ">").map(rest.index(after:)) ?? rest.endIndex
        let tag = rest[..<end]
        let isOpen =
          !tag.hasPrefix("</") && !tag.hasSuffix("/>") && !tag.hasPrefix("<?")
          && !tag.hasPrefix("<!")
        pieces.append(Piece(text: tag, depth: tag.hasPrefix("</") ? -1 : isOpen ? 1 : 0))
        rest = rest[end...]
      } else {
        let end = rest.firstIndex(of: "<") ?? rest.endIndex
        pieces.append(Piece(text: rest[..<end]))
        rest = rest[end...]
      }
    }
    return pieces
  }
}
