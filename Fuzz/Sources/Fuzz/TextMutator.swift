/// Changes texts by their tokens: words, numbers, strings and single other characters.
///
/// Every token of every seed can appear at any place, so that inputs combine names, values and
/// structure that no seed combines.
struct TextMutator {
  private let seeds: [[Substring]]
  /// Tokens that reach limits and errors, besides those of the seeds.
  private let oddities: [String]

  init(_ texts: [String], oddities: [String]) {
    seeds = texts.map(Self.tokens)
    self.oddities = oddities
  }

  /// A changed seed.
  func text(_ random: inout SplitMix) -> String {
    var tokens = random.pick(seeds)
    for _ in 0...random.below(random.below(4) == 0 ? 12 : 3) { change(&tokens, &random) }
    return tokens.joined()
  }

  private func change(_ tokens: inout [Substring], _ random: inout SplitMix) {
    let other = random.pick(seeds)
    let place = random.below(tokens.count + 1)
    let end = min(tokens.count, place + random.below(random.below(3) == 0 ? 200 : 8))
    switch random.below(9) {
    case 0: tokens.removeSubrange(place..<end)
    case 1: tokens.insert(contentsOf: tokens[place..<end], at: random.below(tokens.count + 1))
    case 2, 3:
      guard place < tokens.count, !other.isEmpty else { return }
      tokens[place] = random.pick(other)
    case 4:
      let start = random.below(other.count + 1)
      let stop = min(other.count, start + random.below(60))
      tokens.insert(contentsOf: other[start..<stop], at: place)
    case 5: tokens.insert(Substring(random.pick(oddities)), at: place)
    case 6 where place < tokens.count: tokens[place] = Substring(random.pick(oddities))
    case 7 where place < tokens.count:
      tokens[place] = Substring(Self.withChangedByte(String(tokens[place]), &random))
    default: tokens.removeSubrange((random.below(40) == 0 ? place : tokens.count)...)
    }
  }

  private static func withChangedByte(_ text: String, _ random: inout SplitMix) -> String {
    var bytes = Array(text.utf8)
    bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Splits a text; joined, the tokens are the text.
  private static func tokens(of text: String) -> [Substring] {
    var tokens: [Substring] = []
    var rest = text[...]
    while let first = rest.first {
      var end = rest.index(after: rest.startIndex)
      if first.isLetter || first.isNumber || first.isWhitespace {
        let isSpace = first.isWhitespace
        end =
          rest.firstIndex {
            isSpace ? !$0.isWhitespace : !($0.isLetter || $0.isNumber || ":_-".contains($0))
          } ?? rest.endIndex
      } else if first == "\"",
        let close = rest.dropFirst().firstIndex(where: { $0 == "\"" || $0 == "\n" })
      {
        end = rest.index(after: close)
      }
      tokens.append(rest[..<end])
      rest = rest[end...]
    }
    return tokens
  }
}
