/// A regular expression compiled to instructions for the matcher.
struct RegexProgram: Sendable {
  enum Instruction: Sendable {
    case one(RegexNode)
    /// One character as often as possible, one less at each failure.
    case run(RegexNode, minimum: Int, maximum: Int)
    /// Continues at the first place, and at the second if that fails.
    case split(Int, Int)
    case jump(Int)
    /// Saves the position in a register.
    case save(Int)
    /// Fails if nothing was consumed since the register was saved: an empty iteration would repeat
    /// forever.
    case progress(Int)
    case backReference(Int)
    case textStart
    case textEnd
    case wordBoundary(Bool)
    /// The instructions up to the place must (not) match here; they consume nothing.
    case look(ahead: Bool, isWanted: Bool, end: Int)
    /// The instructions up to the place; only their first match is tried.
    case atomic(end: Int)
    case match

    /// More than one step for a character looked up in a long set.
    fileprivate var cost: Int {
      switch self {
      case .one(.set(let set)), .run(.set(let set), _, _): 1 + set.size / 8
      default: 1
      }
    }
  }

  private(set) var instructions: [Instruction] = []
  /// The flags of each instruction.
  private(set) var options: [RegexMatcher.Options] = []
  /// The cost of each instruction, in steps.
  private(set) var costs: [Int] = []
  private var current: RegexMatcher.Options
  /// Two registers for each group, beginning with the whole match, then one for each loop.
  private(set) var registerCount: Int
  /// The number of instructions, and of the nodes they are compiled from.
  static let sizeLimit = 50_000
  private var partCount = 0

  init(
    _ node: RegexNode, groupCount: Int, _ options: RegexMatcher.Options
  ) throws(RegexFailure) {
    current = options
    registerCount = (groupCount + 1) * 2
    try add(node)
    try append(.match)
  }

  private mutating func append(_ instruction: Instruction) throws(RegexFailure) {
    guard instructions.count < RegexProgram.sizeLimit else { throw .tooLarge }
    instructions.append(instruction)
    options.append(current)
    costs.append(instruction.cost)
  }

  private mutating func add(_ node: RegexNode) throws(RegexFailure) {
    // An empty part has no instruction, but may be repeated like any other.
    partCount += 1
    guard partCount <= RegexProgram.sizeLimit else { throw .tooLarge }
    switch node {
    case .empty: break
    case .character, .any, .set: try append(.one(node))
    case .textStart: try append(.textStart)
    case .textEnd: try append(.textEnd)
    case .wordBoundary(let isWanted): try append(.wordBoundary(isWanted))
    case .backReference(let number): try append(.backReference(number))
    case .sequence(let nodes): for node in nodes { try add(node) }
    case .group(let content, let number):
      try append(.save(number * 2))
      try add(content)
      try append(.save(number * 2 + 1))
    case .choice(let branches): try addChoice(branches)
    case .flagged(let content, let options):
      let outer = current
      current = options
      try add(content)
      current = outer
    case .look(let content, let ahead, let isWanted):
      let start = instructions.count
      try append(.match)
      try add(content)
      try append(.match)
      instructions[start] = .look(ahead: ahead, isWanted: isWanted, end: instructions.count)
    case .repetition(let content, let minimum, let maximum, let greed):
      try addRepetition(content, minimum, maximum, greed)
    }
  }

  private mutating func addChoice(_ branches: [RegexNode]) throws(RegexFailure) {
    var jumps: [Int] = []
    for (index, branch) in branches.enumerated() {
      guard index < branches.count - 1 else {
        try add(branch)
        break
      }
      let split = instructions.count
      try append(.match)
      try add(branch)
      jumps.append(instructions.count)
      try append(.match)
      instructions[split] = .split(split + 1, instructions.count)
    }
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }

  private mutating func addRepetition(
    _ content: RegexNode, _ minimum: Int, _ maximum: Int?, _ greed: RegexNode.Greed
  ) throws(RegexFailure) {
    if case .possessive = greed {
      let start = instructions.count
      try append(.match)
      try addRepetition(content, minimum, maximum, .greedy)
      try append(.match)
      instructions[start] = .atomic(end: instructions.count)
      return
    }
    let isGreedy = if case .greedy = greed { true } else { false }
    switch content {
    case .character, .any, .set:
      if isGreedy {
        try append(.run(content, minimum: minimum, maximum: maximum ?? Int.max))
        return
      }
    default: break
    }
    for _ in 0..<minimum { try add(content) }
    guard let maximum else {
      let register = registerCount
      registerCount += 1
      let split = instructions.count
      try append(.match)
      try append(.save(register))
      try add(content)
      try append(.progress(register))
      try append(.jump(split))
      let end = instructions.count
      instructions[split] = isGreedy ? .split(split + 1, end) : .split(end, split + 1)
      return
    }
    var splits: [Int] = []
    for _ in minimum..<max(minimum, maximum) {
      splits.append(instructions.count)
      try append(.match)
      try add(content)
    }
    let end = instructions.count
    for split in splits {
      instructions[split] = isGreedy ? .split(split + 1, end) : .split(end, split + 1)
    }
  }
}
