/// A regular expression that is searched for anywhere in a text.
struct FEELRegex: Sendable {
  struct Match: Sendable {
    let range: Range<Int>
    /// The groups from 1; nil for a group that did not participate.
    let groups: [Range<Int>?]
  }

  private let program: RegexProgram
  /// The size of the compiled pattern.
  var size: Int { program.instructions.count }
  let groupCount: Int
  let groupNames: [String: Int]
  /// Flag `q`: the pattern and the replacement are literal text.
  let isLiteral: Bool

  init(_ pattern: String, flags: String, dialect: FEELDialect) throws(RegexFailure) {
    var options = RegexMatcher.Options(isJava: dialect == .camunda)
    var ignoresSpace = false
    var isLiteral = false
    var pattern = pattern
    let inline = dialect == .camunda ? FEELRegex.takeInlineFlags(&pattern) : ""
    options.foldsUnicode = options.foldsUnicode || inline.contains("u")
    for flag in (inline + flags).unicodeScalars {
      switch flag {
      case "s": options.dotMatchesAll = true
      case "m": options.multiline = true
      case "i": options.ignoresCase = true
      case "x": ignoresSpace = true
      case "q" where dialect == .dmn: isLiteral = true
      default:
        // Camunda ignores unknown flags.
        if dialect == .dmn { throw .syntax("unknown flag `\(flag)`") }
      }
    }
    self.isLiteral = isLiteral
    if isLiteral {
      program = try RegexProgram(
        .sequence(pattern.unicodeScalars.map { .character($0) }), groupCount: 0, options)
      groupCount = 0
      groupNames = [:]
    } else {
      var parser = RegexParser(
        pattern, dialect: dialect, ignoringSpace: ignoresSpace, options)
      let node = try parser.parse()
      groupCount = parser.groupCount
      groupNames = parser.groupNames
      program = try RegexProgram(node, groupCount: groupCount, options)
    }
  }

  /// Java's `(?i)` at the beginning of a pattern, where `x` is also supported.
  private static func takeInlineFlags(_ pattern: inout String) -> String {
    guard pattern.hasPrefix("(?"), let end = pattern.firstIndex(of: ")") else { return "" }
    let flags = pattern[..<end].dropFirst(2)
    guard !flags.isEmpty, flags.allSatisfy({ "imsxu".contains($0) }) else { return "" }
    defer { pattern = String(pattern[pattern.index(after: end)...]) }
    return String(flags)
  }

  /// Visits the non-overlapping matches from left to right, while the body returns true.
  func forEachMatch(
    in text: [Unicode.Scalar], _ run: Run, _ visit: (Match) -> Bool
  ) throws(RegexFailure) {
    var matcher = RegexMatcher(program, text, run)
    var place = 0
    while place <= text.count {
      guard let end = try matcher.match(at: place) else {
        place += 1
        continue
      }
      let groups = groupCount == 0 ? [] : (1...groupCount).map { matcher.group($0) }
      guard visit(Match(range: place..<end, groups: groups)) else { return }
      place = max(end, place + 1)
    }
  }

  /// Whether it matches anywhere in a text.
  func fits(_ text: [Unicode.Scalar], _ run: Run) throws(RegexFailure) -> Bool {
    var isFound = false
    try forEachMatch(in: text, run) { _ in
      isFound = true
      return false
    }
    return isFound
  }
}
