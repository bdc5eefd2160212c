/// Finds out by backtracking whether a regular expression fits at a place of a text.
struct RegexMatcher {
  struct Options: Sendable {
    var ignoresCase = false
    var multiline = false
    var dotMatchesAll = false
    /// Java's `$` also fits before a line break at the end.
    var javaLines: Bool

    init(javaLines: Bool) { self.javaLines = javaLines }
  }

  private let text: [Unicode.Scalar]
  private let options: Options
  var groups: [Range<Int>?]
  /// Steps left; a pattern that needs more is given up.
  var steps: Int
  private var depth = 0
  /// The matcher recurses once per repetition, so the depth is bounded like the stack.
  private static let depthLimit = 5000

  init(_ text: [Unicode.Scalar], groupCount: Int, _ options: Options, steps: Int) {
    self.text = text
    self.options = options
    groups = Array(repeating: nil, count: groupCount + 1)
    self.steps = steps
  }

  private typealias Next = (inout RegexMatcher, Int) throws(RegexFailure) -> Int?

  /// Where a match that begins at a place ends.
  mutating func match(_ node: RegexNode, at place: Int) throws(RegexFailure) -> Int? {
    for index in groups.indices { groups[index] = nil }
    depth = 0
    return try run(node, place) { _, end throws(RegexFailure) in end }
  }

  private mutating func run(
    _ node: RegexNode, _ place: Int, _ next: Next
  ) throws(RegexFailure) -> Int? {
    steps -= 1
    depth += 1
    defer { depth -= 1 }
    guard steps > 0, depth < RegexMatcher.depthLimit else { throw .tooManySteps }
    switch node {
    case .empty: return try next(&self, place)
    case .character, .any, .set:
      guard place < text.count, fits(node, text[place]) else { return nil }
      return try next(&self, place + 1)
    case .textStart:
      guard place == 0 || (options.multiline && text[place - 1] == "\n") else { return nil }
      return try next(&self, place)
    case .textEnd:
      guard isEnd(place) else { return nil }
      return try next(&self, place)
    case .wordBoundary(let isWanted):
      let before = place > 0 && CharacterClass.isWord(text[place - 1])
      let after = place < text.count && CharacterClass.isWord(text[place])
      guard (before != after) == isWanted else { return nil }
      return try next(&self, place)
    case .sequence(let nodes): return try sequence(nodes[...], place, next)
    case .choice(let branches):
      let saved = groups
      for branch in branches {
        if let end = try run(branch, place, next) { return end }
        groups = saved
      }
      return nil
    case .group(let content, let number):
      let saved = groups[number]
      let end = try run(content, place) { matcher, end throws(RegexFailure) in
        let inner = matcher.groups[number]
        matcher.groups[number] = place..<end
        if let final = try next(&matcher, end) { return final }
        matcher.groups[number] = inner
        return nil
      }
      if end == nil { groups[number] = saved }
      return end
    case .backReference(let number):
      // XPath: a group without a match stands for the empty text; in Java it never fits.
      guard let range = groups[number] else {
        return options.javaLines ? nil : try next(&self, place)
      }
      guard place + range.count <= text.count else { return nil }
      for (left, right) in zip(range, place...) where !isSame(text[left], text[right]) {
        return nil
      }
      return try next(&self, place + range.count)
    case .look(let content, let ahead, let isWanted):
      guard try look(content, place, ahead) == isWanted else { return nil }
      return try next(&self, place)
    case .repetition(let content, let minimum, let maximum, let greed):
      if case .greedy = greed, let end = try simple(content, minimum, maximum, place, next) {
        return end.result
      }
      if case .possessive = greed {
        guard
          let end = try repeated(
            content, minimum, maximum, .greedy, place, 0, { _, end throws(RegexFailure) in end })
        else { return nil }
        return try next(&self, end)
      }
      return try repeated(content, minimum, maximum, greed, place, 0, next)
    }
  }

  private mutating func sequence(
    _ nodes: ArraySlice<RegexNode>, _ place: Int, _ next: Next
  ) throws(RegexFailure) -> Int? {
    guard let first = nodes.first else { return try next(&self, place) }
    let rest = nodes.dropFirst()
    return try withoutActuallyEscaping(next) { next throws(RegexFailure) in
      try run(first, place) { matcher, end throws(RegexFailure) in
        try matcher.sequence(rest, end, next)
      }
    }
  }

  private struct Outcome { var result: Int? }

  /// Greedy repetition of one character without recursion; nil for any other content.
  private mutating func simple(
    _ content: RegexNode, _ minimum: Int, _ maximum: Int?, _ place: Int, _ next: Next
  ) throws(RegexFailure) -> Outcome? {
    switch content {
    case .character, .any, .set: break
    default: return nil
    }
    var end = place
    while end < text.count, end - place < maximum ?? Int.max, fits(content, text[end]) { end += 1 }
    while end - place >= minimum {
      steps -= 1
      guard steps > 0 else { throw .tooManySteps }
      if let result = try next(&self, end) { return Outcome(result: result) }
      end -= 1
    }
    return Outcome(result: nil)
  }

  private mutating func repeated(
    _ content: RegexNode, _ minimum: Int, _ maximum: Int?, _ greed: RegexNode.Greed,
    _ place: Int, _ count: Int, _ next: Next
  ) throws(RegexFailure) -> Int? {
    if count >= minimum, case .lazy = greed, let end = try next(&self, place) { return end }
    if count < maximum ?? Int.max {
      let saved = groups
      let end = try withoutActuallyEscaping(next) { next throws(RegexFailure) in
        try run(content, place) { matcher, end throws(RegexFailure) in
          // An empty round would repeat for ever.
          if end == place && count >= minimum { return nil }
          return try matcher.repeated(content, minimum, maximum, greed, end, count + 1, next)
        }
      }
      if let end { return end }
      groups = saved
    }
    if count >= minimum, case .greedy = greed { return try next(&self, place) }
    return nil
  }

  private mutating func look(
    _ content: RegexNode, _ place: Int, _ ahead: Bool
  ) throws(RegexFailure) -> Bool {
    if ahead {
      return try run(content, place) { _, end throws(RegexFailure) in end } != nil
    }
    for start in stride(from: place, through: 0, by: -1) {
      let end = try run(content, start) { _, end throws(RegexFailure) in end == place ? end : nil }
      if end != nil { return true }
    }
    return false
  }

  private func isEnd(_ place: Int) -> Bool {
    if place == text.count { return true }
    guard text[place] == "\n" else { return false }
    return options.multiline || (options.javaLines && place == text.count - 1)
  }

  private func isSame(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    left == right || (options.ignoresCase && CaseFolding.isEqual(left, right))
  }

  private func fits(_ node: RegexNode, _ scalar: Unicode.Scalar) -> Bool {
    switch node {
    case .character(let wanted): isSame(wanted, scalar)
    case .any: options.dotMatchesAll || (scalar != "\n" && scalar != "\r")
    case .set(let set): set.contains(scalar, ignoringCase: options.ignoresCase)
    default: false
    }
  }
}
