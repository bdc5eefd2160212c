/// A call of a function by its name, as a checker needs to see it.
public struct FEELCall: Sendable, Hashable {
  /// What a call gives for a parameter.
  public struct Argument: Sendable, Hashable {
    /// The parameter's name, where the call gives it.
    public let name: String?
    /// UTF-8 bytes of the expression's text.
    public let range: Range<Int>
    /// The value, where a literal gives it.
    public let literal: FEELValue?
    /// The names of a path such as `toolCall.order`, where the argument is one.
    public let path: [String]?
  }

  /// The function's name as the text has it.
  public let name: String
  /// UTF-8 bytes of the whole call in the expression's text.
  public let range: Range<Int>
  /// UTF-8 bytes of the function's name.
  public let nameRange: Range<Int>
  /// The arguments in the order of the text.
  public let arguments: [Argument]
  /// Whether the expression itself defines the name: a parameter, a variable or a context entry.
  public let isLocal: Bool
}

extension FEELExpression {
  /// All calls of functions by name, in the order of the text.
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

  /// Names that may be functions anywhere in the text; their scopes don't matter to a checker.
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
              path: argument.value.namedPath)
          },
          isLocal: defined.contains(name)))
    }
    for child in node.children { walk(child) }
  }
}
