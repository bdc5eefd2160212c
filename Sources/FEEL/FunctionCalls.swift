/// A call of a function by name, for checks.
public struct FEELCall: Sendable, Hashable {
  /// An argument of a call.
  public struct Argument: Sendable, Hashable {
    /// The parameter's name, for a named argument.
    public let name: String?
    /// The UTF-8 byte range in the expression.
    public let range: Range<Int>
    /// The value, if the argument is a literal.
    public let literal: FEELValue?
    /// The value, if the argument consists of literals, lists and contexts only.
    public let constant: FEELValue?
    /// The names in a path such as `toolCall.order`, if the argument is one.
    public let path: [String]?
  }

  /// The function's name as written.
  public let name: String
  /// The UTF-8 byte range of the whole call in the expression.
  public let range: Range<Int>
  /// The UTF-8 byte range of the function's name.
  public let nameRange: Range<Int>
  /// The arguments in document order.
  public let arguments: [Argument]
  /// Whether the expression itself defines the name: a parameter, a variable or a context entry.
  public let isLocal: Bool
}

extension FEELExpression {
  /// All calls of functions by name, in document order.
  public var calls: [FEELCall] { FunctionCalls.find(in: tree) }
}

private struct FunctionCalls {
  private var found: [FEELCall] = []
  private var defined: Set<String> = []

  static func find(in tree: Node) -> [FEELCall] {
    var finder = FunctionCalls()
    finder.define(tree)
    finder.walk(tree)
    return finder.found.sorted { $0.nameRange.lowerBound < $1.nameRange.lowerBound }
  }

  /// Names that may be functions anywhere in the text; checks ignore their scopes.
  private mutating func define(_ node: Node) {
    switch node.kind {
    case .context(let entries): defined.formUnion(entries.map(\.key))
    case .function(let parameters, _): defined.formUnion(parameters.map(\.name))
    case .loop(let iterators, _), .quantified(_, let iterators, _):
      defined.formUnion(iterators.map(\.name))
    default: break
    }
    for child in node.children { define(child) }
  }

  private mutating func walk(_ node: Node) {
    if case .call(let callee, let arguments) = node.kind, case .name(let name) = callee.kind {
      found.append(
        FEELCall(
          name: name, range: node.range, nameRange: callee.range,
          arguments: arguments.map { argument in
            var literal: FEELValue?
            if case .literal(let value) = argument.value.kind { literal = value }
            return .init(
              name: argument.name, range: argument.value.range, literal: literal,
              constant: argument.value.constant,
              path: argument.value.namedPath)
          },
          isLocal: defined.contains(name)))
    }
    for child in node.children { walk(child) }
  }
}

extension Node {
  /// The value of a tree of literals, lists and contexts; nil for anything else.
  fileprivate var constant: FEELValue? {
    switch kind {
    case .literal(let value): return value
    case .parenthesized(let inner): return inner.constant
    case .negate(let operand):
      guard case .number(let number)? = operand.constant else { return nil }
      return .number(-number)
    case .list(let items):
      let values = items.compactMap(\.constant)
      return values.count == items.count ? .list(values) : nil
    case .context(let entries):
      let values = entries.compactMap { entry in entry.value.constant.map { (entry.key, $0) } }
      return values.count == entries.count ? .context(FEELContext(values)) : nil
    default: return nil
    }
  }
}
