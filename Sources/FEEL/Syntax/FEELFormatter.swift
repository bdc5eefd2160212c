/// Formats an expression in one style: on one line if it fits, else one part per line.
///
/// A comment stays after the part that ends on its line, else before the part that it preceded;
/// parsing the result gives an equal tree.
struct FEELFormatter {
  private static let width = 80
  private let dialect: FEELDialect
  private let bytes: [UInt8]
  private var comments: ArraySlice<Comment>

  private struct Comment {
    /// The place where it is written: its own, or before a part that has no room for it inside.
    var place: Int
    let range: Range<Int>
  }

  static func format(_ expression: FEELExpression) -> String {
    var formatter = FEELFormatter(expression)
    let tree = expression.tree
    let result = formatter.write(tree, indent: 0)
    let end = formatter.bytes.count
    return result + formatter.commentsAfter(tree, before: end)
      + formatter.comments(below: end, 0)
  }

  private init(_ expression: FEELExpression) {
    dialect = expression.dialect
    bytes = Array(expression.text.utf8)
    comments = expression.comments.map { Comment(place: $0.lowerBound, range: $0) }[...]
    if !comments.isEmpty { settle(expression.tree) }
    comments.sort { ($0.place, $0.range.lowerBound) < ($1.place, $1.range.lowerBound) }
  }

  /// Moves comments before parts that stay on one line.
  private mutating func settle(_ node: Node) {
    let end = Int(node.end)
    switch node.kind {
    case _ where node.children.isEmpty: take(node, Int(node.start)..<end)
    case .list, .context, .parenthesized, .conditional, .and, .or, .arithmetic, .compare, .loop,
      .quantified, .function, .negate:
      node.children.forEach { settle($0) }
    case .call(let callee, let arguments):
      if arguments.isEmpty { take(node, Int(callee.end)..<end) }
      node.children.forEach { settle($0) }
    case .path(let value, _):
      take(node, Int(value.end)..<end)
      settle(value)
    case .filter(let list, let condition):
      take(node, Int(condition.end)..<end)
      settle(list)
      settle(condition)
    default: take(node, Int(node.start)..<end)
    }
  }

  private mutating func take(_ node: Node, _ range: Range<Int>) {
    for index in comments.indices where range.contains(comments[index].place) {
      comments[index].place = Int(node.start)
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Comments before a place, each on its own line.
  private mutating func comments(before place: Int, _ indent: Int) -> String {
    var result = ""
    while let comment = comments.first, comment.place <= place {
      comments.removeFirst()
      result += text(comment.range) + newLine(indent)
    }
    return result
  }

  /// Comments on the line where a part ends, up to a place, if no other part follows them.
  private mutating func commentsAfter(_ part: Node, before place: Int) -> String {
    var result = ""
    var end = Int(part.end)
    while let comment = comments.first, comment.place < place, end <= comment.place,
      !bytes[end..<comment.place].contains(where: FEELFormatter.isLineBreak),
      endsPart(comment.range.upperBound)
    {
      comments.removeFirst()
      result += " " + text(comment.range)
      end = comment.range.upperBound
    }
    return result
  }

  private static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Whether only the end of a line or part, or another comment, follows a place.
  private func endsPart(_ place: Int) -> Bool {
    guard let next = bytes[place...].firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else {
      return true
    }
    if let comment = comments.first(where: { $0.range.lowerBound == next }) {
      return endsPart(comment.range.upperBound)
    }
    return FEELFormatter.isLineBreak(bytes[next]) || ",)]}".utf8.contains(bytes[next])
  }

  /// The remaining comments before a place, each on its own line.
  private mutating func comments(below place: Int, _ indent: Int) -> String {
    var result = ""
    while let comment = comments.first, comment.place < place {
      comments.removeFirst()
      result += newLine(indent) + text(comment.range)
    }
    return result
  }

  private func newLine(_ indent: Int) -> String {
    "\n" + String(repeating: "  ", count: indent)
  }

  /// The node, broken into lines if it is too long for one.
  private mutating func write(_ node: Node, indent: Int) -> String {
    let lead = comments(before: Int(node.start), indent)
    let hasComments = comments.first.map { $0.place < Int(node.end) } ?? false
    if !hasComments, mayFit(node) {
      let line = self.line(node)
      if indent * 2 + line.utf8.count <= FEELFormatter.width, !line.contains("\n") {
        return lead + line
      }
    }
    return lead + broken(node, indent)
  }

  /// Whether a part is short enough to try; only its spaces can be removed, and parentheses around
  /// a comparison.
  private func mayFit(_ node: Node) -> Bool {
    var left = FEELFormatter.width * 2
    for byte in bytes[node.range] where byte > 0x20 {
      left -= 1
      if left < 0 { return false }
    }
    return true
  }

  private mutating func broken(_ node: Node, _ indent: Int) -> String {
    let end = Int(node.end)
    switch node.kind {
    case .list(let items) where !items.isEmpty:
      return block("[", items.map { .init("", $0) }, "]", end, indent)
    case .context(let entries) where !entries.isEmpty:
      return block("{", entries.map { .init(key($0) + ": ", $0.value) }, "}", end, indent)
    case .call(let callee, let arguments) where !arguments.isEmpty:
      return write(callee, indent: indent)
        + block("(", arguments.map { .init(argument($0), $0.value) }, ")", end, indent)
    case .call(let callee, _): return write(callee, indent: indent) + "()"
    case .parenthesized(let inner): return block("(", [.init("", inner)], ")", end, indent)
    case .conditional(let condition, let yes, let no):
      return "if " + write(condition, indent: indent + 1)
        + commentsAfter(condition, before: Int(yes.start)) + newLine(indent) + "then "
        + write(yes, indent: indent + 1) + commentsAfter(yes, before: Int(no.start))
        + newLine(indent) + "else " + write(no, indent: indent)
    case .and(let left, let right): return chain(left, "and", right, indent)
    case .or(let left, let right): return chain(left, "or", right, indent)
    case .arithmetic(let operation, let left, let right):
      return chain(left, operation.rawValue, right, indent)
    case .compare(let operation, let left, let right):
      return chain(left, operation.rawValue, right, indent)
    case .loop(let iterators, let body):
      return "for " + iterators.map(iterator).joined(separator: ", ") + newLine(indent)
        + "return " + write(body, indent: indent + 1)
    case .quantified(let every, let iterators, let condition):
      return (every ? "every " : "some ") + iterators.map(iterator).joined(separator: ", ")
        + newLine(indent) + "satisfies " + write(condition, indent: indent + 1)
    case .function(let parameters, let body):
      return "function(\(self.parameters(parameters)))" + newLine(indent + 1)
        + write(body, indent: indent + 1)
    case .path(let value, let name):
      return write(value, indent: indent) + "." + written(name.text, name.range)
    case .filter(let list, let condition):
      return write(list, indent: indent) + "[" + write(condition, indent: indent + 1) + "]"
    case .negate(let value): return "-" + write(value, indent: indent)
    default: return line(node)
    }
  }

  private struct Part {
    var prefix: String
    var node: Node
    init(_ prefix: String, _ node: Node) { (self.prefix, self.node) = (prefix, node) }
  }

  /// Parts in brackets, each on its own line; the closing bracket is at `end`.
  private mutating func block(
    _ open: String, _ parts: [Part], _ close: String, _ end: Int, _ indent: Int
  ) -> String {
    var result = open
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let lead = comments(before: Int(part.node.start), indent + 1)
      result += newLine(indent + 1) + lead + part.prefix + write(part.node, indent: indent + 1)
      if !isLast { result += "," }
      let next = isLast ? end : Int(parts[index + 1].node.start)
      result += commentsAfter(part.node, before: next)
    }
    return result + comments(below: end, indent + 1) + newLine(indent) + close
  }

  private mutating func chain(
    _ left: Node, _ operation: String, _ right: Node, _ indent: Int
  ) -> String {
    write(left, indent: indent) + commentsAfter(left, before: Int(right.start))
      + newLine(indent) + operation + " " + write(right, indent: indent)
  }

  // MARK: One line

  private func line(_ node: Node) -> String {
    switch node.kind {
    case .literal, .atLiteral: text(node.range)
    case .name(let name): written(name, node.range)
    case .list(let items): "[" + lines(items) + "]"
    case .context(let entries):
      entries.isEmpty
        ? "{}"
        : "{" + entries.map { key($0) + ": " + line($0.value) }.joined(separator: ", ") + "}"
    case .range(let lower, let includesLower, let upper, let includesUpper):
      "\(includesLower ? "[" : "(")\(line(lower))..\(line(upper))\(includesUpper ? "]" : ")")"
    case .comparison(let comparison, let value):
      text(node.range).hasPrefix("(")
        ? "(\(comparison.rawValue) \(line(value)))" : "\(comparison.rawValue) \(line(value))"
    case .negate(let value): "-" + line(value)
    case .arithmetic(let operation, let left, let right):
      "\(line(left)) \(operation.rawValue) \(line(right))"
    case .compare(let comparison, let left, let right):
      "\(line(left)) \(comparison.rawValue) \(line(right))"
    case .and(let left, let right): "\(line(left)) and \(line(right))"
    case .or(let left, let right): "\(line(left)) or \(line(right))"
    case .between(let value, let lower, let upper):
      "\(line(value)) between \(line(lower)) and \(line(upper))"
    case .isIn(let value, let tests):
      tests.count == 1
        ? "\(line(value)) in \(line(tests[0]))" : "\(line(value)) in (\(lines(tests)))"
    case .conditional(let condition, let yes, let no):
      "if \(line(condition)) then \(line(yes)) else \(line(no))"
    case .loop(let iterators, let body):
      "for \(iterators.map(iterator).joined(separator: ", ")) return \(line(body))"
    case .quantified(let every, let iterators, let condition):
      "\(every ? "every" : "some") \(iterators.map(iterator).joined(separator: ", ")) satisfies "
        + line(condition)
    case .function(let parameters, let body):
      "function(\(self.parameters(parameters))) \(line(body))"
    case .externalFunction(let parameters, let body):
      "function(\(self.parameters(parameters))) external \(line(body))"
    case .instanceOf(let value, let type): "\(line(value)) instance of \(type.text)"
    case .path(let value, let name): "\(line(value)).\(written(name.text, name.range))"
    case .filter(let list, let condition): "\(line(list))[\(line(condition))]"
    case .call(let callee, let arguments):
      "\(line(callee))(\(arguments.map { argument($0) + line($0.value) }.joined(separator: ", ")))"
    case .tests(let tests, let negated): negated ? "not(\(lines(tests)))" : lines(tests)
    case .anything: "-"
    case .parenthesized(let inner): "(\(line(inner)))"
    case .missing: text(node.range)
    }
  }

  private func lines(_ nodes: [Node]) -> String { nodes.map(line).joined(separator: ", ") }

  private func iterator(_ iterator: Node.Iterator) -> String {
    let end = iterator.upTo.map { ".." + line($0) } ?? ""
    let isWritten = dialect == .dmn && NameRules.isSpacedName(iterator.name, dialect)
    return "\(isWritten ? iterator.name : name(iterator.name)) in \(line(iterator.source))\(end)"
  }

  /// A key as written, without comments in it.
  private func key(_ entry: Node.Entry) -> String {
    let text = text(entry.keyRange)
    return text.hasPrefix("\"") || text.hasPrefix("`") ? text : entry.key
  }

  private func argument(_ argument: Node.Argument) -> String {
    argument.name.map { $0 + ": " } ?? ""
  }

  private func parameters(_ parameters: [Node.Parameter]) -> String {
    parameters.map {
      (NameRules.isSpacedName($0.name, dialect) ? $0.name : name($0.name))
        + ($0.type.map { ": " + $0.text } ?? "")
    }
    .joined(separator: ", ")
  }

  /// A name as written: in backticks every space counts; elsewhere comments are left out.
  private func written(_ name: String, _ range: Range<Int>) -> String {
    bytes[range.lowerBound] == UInt8(ascii: "`") ? text(range) : name
  }

  /// A name in a definition, in backticks if it is not a single word of letters and digits.
  private func name(_ name: String) -> String {
    NameRules.isPlainName(name, dialect) ? name : "`\(name)`"
  }
}

extension FEELExpression {
  /// The expression in the standard format, with its comments.
  public func formatted() -> String { FEELFormatter.format(self) }
}
