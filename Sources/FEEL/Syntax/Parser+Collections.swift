extension Parser {
  /// `(expression)`, a range `(a..b]` or a comparison as a value, `(< 10)`.
  mutating func parenthesis() throws(FEELProblem) -> Node {
    let start = scanner.index
    scanner.index += 1
    scanner.skipSpace()
    let first: Node
    if let comparison = try comparisonValue() {
      first = comparison
    } else {
      first = try enclosedExpression()
    }
    scanner.skipSpace()
    if isAtDots {
      return try range(from: start, lower: first, includesLower: false)
    }
    try expect(")", "expected a closing `)`")
    if case .comparison = first.kind {
      return node(first.kind, from: start, height: first.height)
    }
    return try node(.parenthesized(first), from: start, over: first)
  }

  /// A comparison without its left operand, which is a value, too (DMN grammar rule 7); nil if
  /// there is none here. Camunda accepts it only in parentheses and tests.
  mutating func comparisonValue() throws(FEELProblem) -> Node? {
    scanner.skipSpace()
    let start = scanner.index
    guard let comparison = comparisonPrefix() else { return nil }
    scanner.index += comparison.rawValue.utf8.count
    let value = try deeper(.additive)
    return try node(.comparison(comparison, value), from: start, over: value)
  }

  /// `<`, `<=`, `>`, `>=`, `=` or `!=` before a value.
  private func comparisonPrefix() -> ComparisonOperator? {
    let equals = scanner.byte(at: 1) == UInt8(ascii: "=")
    switch scanner.current {
    case UInt8(ascii: "<"): return equals ? .lessOrEqual : .less
    case UInt8(ascii: ">"): return equals ? .greaterOrEqual : .greater
    case UInt8(ascii: "="): return .equal
    case UInt8(ascii: "!") where equals: return .notEqual
    default: return nil
    }
  }

  var isAtDots: Bool {
    scanner.current == UInt8(ascii: ".") && scanner.byte(at: 1) == UInt8(ascii: ".")
  }

  /// `[1, 2]` or `[1..2]`.
  mutating func listOrRange() throws(FEELProblem) -> Node {
    let start = scanner.index
    scanner.index += 1
    scanner.skipSpace()
    if scanner.current == UInt8(ascii: "]"), !startsOpenRange {
      scanner.index += 1
      return node(.list([]), from: start)
    }
    var items: [Node] = []
    while true {
      do throws(FEELProblem) {
        let item = try enclosedExpression()
        scanner.skipSpace()
        if isAtDots, items.isEmpty {
          return try range(from: start, lower: item, includesLower: true)
        }
        items.append(item)
        guard scanner.atEnd || isListEnd else { throw unexpected() }
      } catch {
        recover(from: error)
        items.append(node(.missing, from: scanner.index))
      }
      if scanner.take(UInt8(ascii: ",")) {
        scanner.skipSpace()
        continue
      }
      try expect("]", "expected `]` to close the list")
      return try node(.list(items), from: start, over: items)
    }
  }

  private var isListEnd: Bool {
    scanner.current == UInt8(ascii: ",") || scanner.current == UInt8(ascii: "]")
  }

  /// Whether the `]` here begins a range such as `]1..3]` inside a list: dots come before the next
  /// bracket.
  private var startsOpenRange: Bool {
    var place = scanner.index + 1
    while place + 1 < scanner.bytes.count {
      switch scanner.bytes[place] {
      case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","):
        return false
      case UInt8(ascii: ".") where scanner.bytes[place + 1] == UInt8(ascii: "."):
        return true
      default: place += 1
      }
    }
    return false
  }

  /// `]1..3]`
  mutating func openRange() throws(FEELProblem) -> Node {
    let start = scanner.index
    guard startsOpenRange else { throw unexpected() }
    scanner.index += 1
    let lower = try enclosedExpression()
    scanner.skipSpace()
    return try range(from: start, lower: lower, includesLower: false)
  }

  /// A range from its `..` on.
  mutating func range(
    from start: Int, lower: Node, includesLower: Bool
  ) throws(FEELProblem) -> Node {
    guard isAtDots else { throw problem("expected `..` between the ends of the range") }
    if case .comparison = lower.kind { throw problem("a comparison cannot be the end of a range") }
    scanner.index += 2
    let outer = inRangeEnd
    inRangeEnd = true
    defer { inRangeEnd = outer }
    let upper = try expression()
    if case .comparison = upper.kind { throw problem("a comparison cannot be the end of a range") }
    scanner.skipSpace()
    let includesUpper = scanner.current == UInt8(ascii: "]")
    guard
      includesUpper || scanner.current == UInt8(ascii: ")")
        || scanner.current == UInt8(ascii: "[")
    else { throw problem("expected `]` or `)` to close the range") }
    scanner.index += 1
    return try node(
      .range(
        lower: lower, includesLower: includesLower, upper: upper, includesUpper: includesUpper),
      from: start, over: lower, upper)
  }

  mutating func context() throws(FEELProblem) -> Node {
    let start = scanner.index
    scanner.index += 1
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: "}")) { return node(.context([]), from: start) }
    let mark = names.mark()
    defer { names.leave(mark) }
    var entries: [Node.Entry] = []
    while true {
      do throws(FEELProblem) {
        let entry = try self.entry()
        entries.append(entry)
        scanner.skipSpace()
        guard
          scanner.atEnd || scanner.current == UInt8(ascii: ",")
            || scanner.current == UInt8(ascii: "}")
        else { throw unexpected() }
      } catch {
        recover(from: error)
      }
      if scanner.take(UInt8(ascii: ",")) {
        scanner.skipSpace()
        continue
      }
      try expect("}", "expected `}` to close the context")
      return try node(.context(entries), from: start, over: entries.map(\.value))
    }
  }

  private mutating func entry() throws(FEELProblem) -> Node.Entry {
    scanner.skipSpace()
    let start = scanner.index
    let isQuoted = scanner.current == UInt8(ascii: "\"")
    let key: String
    if isQuoted {
      key = try string()
    } else if scanner.current == UInt8(ascii: "`") {
      key = try escapedName()
    } else {
      key = try rawKey()
    }
    let keyRange = start..<scanner.index
    try expect(":", "expected `:` after the key of a context entry")
    // A function can call itself by the key, so the name is in scope before the value is parsed.
    names.add(key)
    let value = try enclosedExpression()
    return .init(key: key, keyRange: keyRange, isQuoted: isQuoted, value: value)
  }

  /// A key without quotes: everything up to the colon; in Camunda, keywords are allowed.
  private mutating func rawKey() throws(FEELProblem) -> String {
    let start = scanner.index
    guard let name = takeName(endingAt: [UInt8(ascii: ":")]) else {
      throw problem("expected the key of a context entry")
    }
    guard dialect == .dmn ? NameRules.isName(name) : NameRules.isCamundaKey(name) else {
      throw FEELProblem(
        message: "`\(name)` is not a name; put the key in quotes",
        range: start..<scanner.index)
    }
    if dialect == .dmn, NameRules.reserved.contains(name) {
      throw FEELProblem(
        message: "`\(name)` is a reserved word; put the key in quotes",
        range: start..<scanner.index)
    }
    return name
  }

  /// The text up to one of the bytes, as a name; nil, without moving, if another byte comes first.
  mutating func takeName(endingAt ends: [UInt8]) -> String? {
    takeName(endingAt: ends) { value in
      switch value {
      case 0x22, 0x2C, 0x3A, 0x5B, 0x5D, 0x60, 0x7B, 0x7D: false  // " , : [ ] ` { }
      default: true
      }
    }
  }

  /// Characters of a class, with spaces and comments between them, up to one of the bytes.
  private mutating func takeName(
    endingAt ends: [UInt8], of isPart: (UInt32) -> Bool
  ) -> String? {
    var ahead = scanner
    let start = ahead.index
    var end = start
    while !ahead.atEnd {
      if NameRules.isPart(ahead.current, dialect) {
        ahead.index += 1
        end = ahead.index
        continue
      }
      ahead.skipSpace()
      if ends.contains(ahead.current) {
        guard end > start else { return nil }
        return scanner.takeName(to: end)
      }
      let (value, length) = ahead.scalar(at: ahead.index)
      guard length > 0, isPart(value) else { return nil }
      ahead.index += length
      end = ahead.index
    }
    return nil
  }

  mutating func arguments() throws(FEELProblem) -> [Node.Argument] {
    scanner.skipSpace()
    if scanner.take(UInt8(ascii: ")")) { return [] }
    var arguments: [Node.Argument] = []
    while true {
      do throws(FEELProblem) {
        scanner.skipSpace()
        let name = argumentName()
        let value = try enclosedExpression()
        if let first = arguments.first, (first.name == nil) != (name == nil) {
          throw FEELProblem(
            message: "named and positional arguments cannot be mixed", range: value.range)
        }
        arguments.append(.init(name: name, value: value))
        scanner.skipSpace()
        guard
          scanner.atEnd || scanner.current == UInt8(ascii: ",")
            || scanner.current == UInt8(ascii: ")")
        else { throw unexpected() }
      } catch {
        recover(from: error)
      }
      if scanner.take(UInt8(ascii: ",")) { continue }
      try expect(")", "expected `)` to close the call")
      return arguments
    }
  }

  /// The name and colon of a named argument, if there is one here.
  private mutating func argumentName() -> String? {
    let start = scanner.index
    guard scanner.atNameStart || scanner.current == UInt8(ascii: "`") else { return nil }
    if scanner.current == UInt8(ascii: "`") {
      // An unterminated name is a problem of the value, which begins here, too.
      guard let name = try? escapedName() else {
        scanner.index = start
        return nil
      }
      scanner.skipSpace()
      if scanner.take(UInt8(ascii: ":")) { return name }
      scanner.index = start
      return nil
    }
    let colon = UInt8(ascii: ":")
    let dialect = dialect
    let name = takeName(endingAt: [colon]) { value in
      NameRules.isPart(value, dialect)
        || dialect == .dmn && "./-'+*".unicodeScalars.contains { $0.value == value }
    }
    guard let name else { return nil }
    scanner.skipSpace()
    return scanner.take(colon) ? name : nil
  }
}
