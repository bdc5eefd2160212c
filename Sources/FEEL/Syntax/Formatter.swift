/// Writes an expression in one style: on one line where it fits, else one part per line.
///
/// Comments stay in front of the part that they preceded; reading the result gives an equal tree.
struct Formatter {
  private static let width = 80
  private let bytes: [UInt8]
  private var comments: ArraySlice<Range<Int>>

  static func format(
    _ tree: Node, text: String, comments: [Range<Int>]
  ) -> String {
    var formatter = Formatter(
      bytes: Array(text.utf8),
      comments: comments.sorted { $0.lowerBound < $1.lowerBound }[...])
    var result = formatter.write(tree, indent: 0)
    for comment in formatter.comments {
      result += (result.isEmpty ? "" : "\n") + formatter.text(comment)
    }
    return result
  }

  private init(bytes: [UInt8], comments: ArraySlice<Range<Int>>) {
    self.bytes = bytes
    self.comments = comments
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Comments in front of a place, each on a line of its own.
  private mutating func comments(before place: Int, _ indent: Int) -> String {
    var result = ""
    while let comment = comments.first, comment.lowerBound < place {
      comments.removeFirst()
      result += text(comment) + newLine(indent)
    }
    return result
  }

  private func newLine(_ indent: Int) -> String {
    "\n" + String(repeating: "  ", count: indent)
  }

  /// The node, broken into lines when its one line would be too long.
  private mutating func write(_ node: Node, indent: Int) -> String {
    let lead = comments(before: Int(node.start), indent)
    let hasComments = comments.first.map { $0.lowerBound < Int(node.end) } ?? false
    if !hasComments {
      let line = self.line(node)
      if indent * 2 + line.utf8.count <= Formatter.width, !line.contains("\n") {
        return lead + line
      }
    }
    return lead + broken(node, indent)
  }

  private mutating func broken(_ node: Node, _ indent: Int) -> String {
    switch node.kind {
    case .list(let items) where !items.isEmpty:
      return block("[", items.map { .init("", $0) }, "]", indent)
    case .context(let entries) where !entries.isEmpty:
      return block("{", entries.map { .init(key($0) + ": ", $0.value) }, "}", indent)
    case .call(let callee, let arguments) where !arguments.isEmpty:
      return write(callee, indent: indent)
        + block("(", arguments.map { .init(argument($0), $0.value) }, ")", indent)
    case .parenthesized(let inner):
      return "(" + newLine(indent + 1) + write(inner, indent: indent + 1) + newLine(indent) + ")"
    case .conditional(let condition, let yes, let no):
      return "if " + write(condition, indent: indent + 1) + newLine(indent) + "then "
        + write(yes, indent: indent + 1) + newLine(indent) + "else " + write(no, indent: indent)
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
      return write(value, indent: indent) + "." + written(name.range)
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

  private mutating func block(
    _ open: String, _ parts: [Part], _ close: String, _ indent: Int
  ) -> String {
    var result = open
    for (index, part) in parts.enumerated() {
      let lead = comments(before: Int(part.node.start), indent + 1)
      result += newLine(indent + 1) + lead + part.prefix + write(part.node, indent: indent + 1)
      if index < parts.count - 1 { result += "," }
    }
    return result + newLine(indent) + close
  }

  private mutating func chain(
    _ left: Node, _ operation: String, _ right: Node, _ indent: Int
  ) -> String {
    write(left, indent: indent) + newLine(indent) + operation + " " + write(right, indent: indent)
  }

  // MARK: One line

  private func line(_ node: Node) -> String {
    switch node.kind {
    case .literal, .atLiteral: text(node.range)
    case .name: written(node.range)
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
    case .path(let value, let name): "\(line(value)).\(written(name.range))"
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
    return "\(name(iterator.name)) in \(line(iterator.source))\(end)"
  }

  private func key(_ entry: Node.Entry) -> String { text(entry.keyRange) }

  private func argument(_ argument: Node.Argument) -> String {
    argument.name.map { $0 + ": " } ?? ""
  }

  private func parameters(_ parameters: [Node.Parameter]) -> String {
    parameters.map { name($0.name) + ($0.type.map { ": " + $0.text } ?? "") }
      .joined(separator: ", ")
  }

  /// A name as it stands there; between backticks each blank counts.
  private func written(_ range: Range<Int>) -> String {
    let text = text(range)
    return text.hasPrefix("`") ? text : NameRules.normalized(text)
  }

  /// A name that is being defined, in backticks where it is not one run of letters and digits.
  private func name(_ name: String) -> String {
    NameRules.isPlainName(name) ? name : "`\(name)`"
  }
}

extension FEELExpression {
  /// The expression in one style, comments kept.
  public func formatted() -> String {
    Formatter.format(tree, text: text, comments: comments)
  }
}
