/// Matches a program at a place in a text by backtracking.
///
/// The alternatives left to try are on a separate stack, so that long texts do not need a deep call
/// stack.
struct RegexMatcher {
  struct Options: Sendable, Equatable {
    var ignoresCase = false
    /// Whether case also applies to letters outside ASCII; Java's flag `u`.
    var foldsUnicode: Bool
    var multiline = false
    var dotMatchesAll = false
    /// Java's `$` also matches before a line break at the end.
    var isJava: Bool

    init(isJava: Bool) {
      self.isJava = isJava
      foldsUnicode = !isJava
    }
  }

  private enum Retry {
    case branch(instruction: Int, place: Int)
    case run(next: Int, place: Int, minimum: Int)
    case restore(register: Int, value: Int)
  }

  private let program: RegexProgram
  private let text: [Unicode.Scalar]
  private var registers: [Int]
  private var stack: [Retry] = []
  private let run: Run
  private static let stackLimit = 4_000_000

  init(_ program: RegexProgram, _ text: [Unicode.Scalar], _ run: Run) {
    self.program = program
    self.text = text
    self.run = run
    registers = Array(repeating: -1, count: program.registerCount)
  }

  /// The end of a match that begins at a place.
  mutating func match(at place: Int) throws(RegexFailure) -> Int? {
    try spend(elements: registers.count)
    for index in registers.indices { registers[index] = -1 }
    stack.removeAll(keepingCapacity: true)
    return try match(from: 0, at: place, endingAt: nil)
  }

  /// The range of a group; nil for a group that did not participate.
  func group(_ number: Int) -> Range<Int>? {
    let (start, end) = (registers[number * 2], registers[number * 2 + 1])
    return start >= 0 && end >= start ? start..<end : nil
  }

  private func spend(elements: Int) throws(RegexFailure) {
    guard run.spend(elements: elements) else { throw .tooManySteps }
  }

  private mutating func match(
    from first: Int, at start: Int, endingAt wanted: Int?
  ) throws(RegexFailure) -> Int? {
    let base = stack.count
    var index = first
    var place = start
    while true {
      guard run.spend(program.costs[index]), stack.count < RegexMatcher.stackLimit else {
        throw .tooManySteps
      }
      let fits: Bool
      let options = program.options[index]
      switch program.instructions[index] {
      case .one(let node):
        fits = place < text.count && self.fits(node, text[place], options)
        place += 1
        index += 1
      case .run(let node, let minimum, let maximum):
        let end = self.end(of: node, at: place, maximum, options)
        try spend(elements: (end - place) * program.costs[index])
        fits = end - place >= minimum
        index += 1
        if fits, end - place > minimum {
          stack.append(.run(next: index, place: end, minimum: place + minimum))
        }
        place = end
      case .split(let now, let later):
        stack.append(.branch(instruction: later, place: place))
        index = now
        fits = true
      case .jump(let target):
        index = target
        fits = true
      case .save(let register):
        stack.append(.restore(register: register, value: registers[register]))
        registers[register] = place
        index += 1
        fits = true
      case .progress(let register):
        fits = registers[register] != place
        index += 1
      case .backReference(let number):
        let end = endOfReference(number, at: place, options)
        try spend(elements: (end ?? place) - place)
        fits = end != nil
        place = end ?? place
        index += 1
      case .textStart:
        // No line begins after a line break at the end of the text.
        fits =
          place == 0
          || (options.multiline && place < text.count && text[place - 1] == "\n")
        index += 1
      case .textEnd:
        fits = isEnd(place, options)
        index += 1
      case .wordBoundary(let isWanted):
        let before = place > 0 && CharacterClass.isWordPart(text[place - 1])
        let after = place < text.count && CharacterClass.isWordPart(text[place])
        fits = (before != after) == isWanted
        index += 1
      case .look(let ahead, let isWanted, let end):
        fits = try look(from: index + 1, at: place, ahead) == isWanted
        index = end
      case .atomic(let end):
        let result = try commit(from: index + 1, at: place)
        fits = result != nil
        place = result ?? place
        index = end
      case .match:
        if wanted == nil || wanted == place { return place }
        fits = false
      }
      if fits { continue }
      guard let (next, position) = backtrack(to: base) else { return nil }
      (index, place) = (next, position)
    }
  }

  /// The latest alternative; nil if none is left.
  private mutating func backtrack(to base: Int) -> (instruction: Int, place: Int)? {
    while stack.count > base, let retry = stack.popLast() {
      switch retry {
      case .restore(let register, let value): registers[register] = value
      case .branch(let instruction, let place): return (instruction, place)
      case .run(let next, let place, let minimum):
        if place - 1 > minimum {
          stack.append(.run(next: next, place: place - 1, minimum: minimum))
        }
        return (next, place - 1)
      }
    }
    return nil
  }

  /// Runs a part on its own; on success only the old registers stay on the stack.
  private mutating func commit(from index: Int, at place: Int) throws(RegexFailure) -> Int? {
    let base = stack.count
    guard let end = try match(from: index, at: place, endingAt: nil) else { return nil }
    try spend(elements: stack.count - base)
    let restores = stack[base...].filter { if case .restore = $0 { true } else { false } }
    stack.removeSubrange(base...)
    stack += restores
    return end
  }

  private mutating func look(
    from index: Int, at place: Int, _ ahead: Bool
  ) throws(RegexFailure) -> Bool {
    let base = stack.count
    var found = false
    if ahead {
      found = try match(from: index, at: place, endingAt: nil) != nil
    } else {
      var start = place
      while !found, start >= 0 {
        found = try match(from: index, at: start, endingAt: place) != nil
        start -= 1
      }
    }
    if found { stack.removeSubrange(base...) }
    return found
  }

  private func end(
    of node: RegexNode, at place: Int, _ maximum: Int, _ options: Options
  ) -> Int {
    var end = place
    while end < text.count, end - place < maximum, fits(node, text[end], options) { end += 1 }
    return end
  }

  private func endOfReference(_ number: Int, at place: Int, _ options: Options) -> Int? {
    // XPath: a group without a match is the empty string; in Java it never matches.
    guard let range = group(number) else { return options.isJava ? nil : place }
    guard place + range.count <= text.count else { return nil }
    for (left, right) in zip(range, place...)
    where !isSame(text[left], text[right], options) {
      return nil
    }
    return place + range.count
  }

  private func isEnd(_ place: Int, _ options: Options) -> Bool {
    if place == text.count { return true }
    guard text[place] == "\n" else { return false }
    return options.multiline || (options.isJava && place == text.count - 1)
  }

  private func isSame(
    _ left: Unicode.Scalar, _ right: Unicode.Scalar, _ options: Options
  ) -> Bool {
    left == right
      || options.ignoresCase && CaseFolding.variants(left, options).contains(right)
  }

  private func fits(_ node: RegexNode, _ scalar: Unicode.Scalar, _ options: Options) -> Bool {
    switch node {
    case .character(let wanted): isSame(wanted, scalar, options)
    case .any: options.dotMatchesAll || (scalar != "\n" && scalar != "\r")
    case .set(let set): set.contains(scalar, options)
    default: false
    }
  }
}
