// Literals in an expression, for checks before anything runs.

/// A string or number literal in an expression.
public struct FEELConstant: Sendable, Hashable {
  /// The content of a string, or the digits of a number.
  public let text: String
  /// Whether it is a number; otherwise it is a string.
  public let isNumber: Bool
  /// The UTF-8 byte range in the expression, including the quotes of a string.
  public let range: Range<Int>

  /// Nil if the node is neither.
  init?(_ node: Node) {
    switch node.kind {
    case .literal(.string(let text)):
      (self.text, isNumber) = (text, false)
    case .literal(let value):
      guard case .number = value else { return nil }
      (text, isNumber) = (value.text, true)
    case .negate(let operand):
      guard let constant = FEELConstant(operand), constant.isNumber else { return nil }
      (text, isNumber) = ("-" + constant.text, true)
    case .parenthesized(let inner):
      guard let constant = FEELConstant(inner) else { return nil }
      self = constant
      return
    default: return nil
    }
    range = node.range
  }
}

/// A constant that is the complete value of an expression, or of an entry of its context.
public struct FEELConstantEntry: Sendable, Hashable {
  /// The path of keys to the constant; empty for the complete value.
  public let path: [String]
  /// The constant.
  public let constant: FEELConstant
}

/// A key of the context that an expression returns.
public struct FEELResultKey: Sendable, Hashable {
  /// The key.
  public let name: String
  /// The UTF-8 byte range in the expression.
  public let range: Range<Int>
}

/// A comparison of a variable with a constant.
public struct FEELConstantComparison: Sendable, Hashable {
  /// The variable's name, followed by the names of entries.
  public let path: [String]
  /// The constant.
  public let constant: FEELConstant
  /// Whether the comparison is `=` or `!=`, not an order.
  public let isEquality: Bool
}

extension FEELExpression {
  /// The constants that are returned as the value or as entries of it.
  public var constants: [FEELConstantEntry] { Self.constants(tree, []) }

  private static func constants(_ node: Node, _ path: [String]) -> [FEELConstantEntry] {
    if let constant = FEELConstant(node) {
      return [FEELConstantEntry(path: path, constant: constant)]
    }
    switch node.kind {
    case .context(let entries): return entries.flatMap { constants($0.value, path + [$0.key]) }
    case .parenthesized(let inner): return constants(inner, path)
    default: return []
    }
  }

  /// The keys of the returned context, or of all contexts that may be returned; empty if the value
  /// is computed in another way.
  public var resultKeys: [FEELResultKey] { Self.resultKeys(tree) }

  private static func resultKeys(_ node: Node) -> [FEELResultKey] {
    switch node.kind {
    case .context(let entries): entries.map { FEELResultKey(name: $0.key, range: $0.keyRange) }
    case .parenthesized(let inner): resultKeys(inner)
    case .conditional(_, let yes, let no): resultKeys(yes) + resultKeys(no)
    default: []
    }
  }

  /// Whether `resultKeys` are all keys that a result can have; false if it may be a context that is
  /// not a literal.
  public var returnsContextLiteral: Bool { Self.returnsContextLiteral(tree) }

  private static func returnsContextLiteral(_ node: Node) -> Bool {
    switch node.kind {
    case .context, .literal(.null): true
    case .parenthesized(let inner): returnsContextLiteral(inner)
    case .conditional(_, let yes, let no): returnsContextLiteral(yes) && returnsContextLiteral(no)
    default: false
    }
  }

  /// The comparisons of a variable with a constant, by an operator, `between`, `in` or `list
  /// contains`, in document order.
  public var constantComparisons: [FEELConstantComparison] { Self.comparisons(tree) }

  private static func comparisons(_ node: Node) -> [FEELConstantComparison] {
    let own: [FEELConstantComparison] =
      switch node.kind {
      case .compare(let comparison, let left, let right):
        pairs(left, [right], comparison.isEquality) + pairs(right, [left], comparison.isEquality)
      case .between(let value, let lower, let upper): pairs(value, [lower, upper], false)
      case .isIn(let value, let tests): pairs(value, tests, true)
      case .call(let callee, let arguments): listSearch(callee, arguments.map(\.value))
      default: []
      }
    return own + node.children.flatMap(comparisons)
  }

  private static func listSearch(_ callee: Node, _ arguments: [Node]) -> [FEELConstantComparison] {
    guard case .name("list contains") = callee.kind, arguments.count == 2 else { return [] }
    return pairs(arguments[1], [arguments[0]], true)
  }

  private static func pairs(
    _ variable: Node, _ others: [Node], _ isEquality: Bool
  ) -> [FEELConstantComparison] {
    guard let path = variable.namedPath else { return [] }
    return others.flatMap { other -> [FEELConstantComparison] in
      if let constant = FEELConstant(other) {
        return [FEELConstantComparison(path: path, constant: constant, isEquality: isEquality)]
      }
      return switch other.kind {
      case .list(let items), .tests(let items, _): pairs(variable, items, isEquality)
      case .parenthesized(let inner): pairs(variable, [inner], isEquality)
      case .comparison(let comparison, let value):
        pairs(variable, [value], comparison.isEquality)
      case .range(let lower, _, let upper, _): pairs(variable, [lower, upper], false)
      default: []
      }
    }
  }
}

extension ComparisonOperator {
  fileprivate var isEquality: Bool { self == .equal || self == .notEqual }
}
