// Necessary conditions for an expression to be true, as far as it compares variables with
// constants.

/// A part of a condition that constrains one variable.
public struct FEELRequirement: Sendable {
  /// The variable's name, followed by the names of entries.
  public let path: [String]
  /// The UTF-8 byte range in the expression.
  public let range: Range<Int>
  let values: ValueSet
}

extension FEELExpression {
  /// Whether the value depends only on the variables, not on the clock or random numbers.
  public var isDeterministic: Bool {
    !calls.contains { ["now", "today", "random number", "uuid"].contains($0.name) }
  }

  /// The value, if it is the same for all variables.
  public var constantValue: FEELValue? {
    guard variables.isEmpty, isDeterministic else { return nil }
    let result = evaluate(FEELContext())
    return result.failure == nil ? result.value : nil
  }

  /// The conjuncts that compare a variable with a constant.
  public var requirements: [FEELRequirement] {
    Self.conjuncts(tree).compactMap(FEELRequirement.init)
  }

  /// Two conjuncts that cannot both hold, so that the condition is never true.
  public var contradiction: (FEELRequirement, FEELRequirement)? {
    let parts = requirements
    for (index, part) in parts.enumerated() {
      for other in parts[..<index]
      where other.path == part.path && other.values.isDisjoint(with: part.values) {
        return (other, part)
      }
    }
    return nil
  }

  /// Whether this expression is certainly true in every context in which the other one is.
  public func holds(whenever other: FEELExpression) -> Bool {
    guard isDeterministic, other.isDeterministic else { return false }
    if hasSameTree(as: other) { return true }
    let parts = Self.conjuncts(tree)
    let own = parts.compactMap(FEELRequirement.init)
    guard own.count == parts.count else { return false }
    let given = other.requirements
    return own.allSatisfy { part in
      given.contains { $0.path == part.path && $0.values.isSubset(of: part.values) }
    }
  }

  private static func conjuncts(_ node: Node) -> [Node] {
    switch node.kind {
    case .and(let left, let right): conjuncts(left) + conjuncts(right)
    case .parenthesized(let inner): conjuncts(inner)
    default: [node]
    }
  }
}

extension FEELRequirement {
  fileprivate init?(_ node: Node) {
    switch node.kind {
    case .compare(let comparison, let left, let right):
      if let path = left.namedPath, let values = ValueSet(comparison, right) {
        self.init(path: path, range: node.range, values: values)
      } else if let path = right.namedPath, let values = ValueSet(comparison.mirrored, left) {
        self.init(path: path, range: node.range, values: values)
      } else {
        return nil
      }
    case .name, .path:
      guard let path = node.namedPath else { return nil }
      self.init(path: path, range: node.range, values: .equal(.true))
    default: return nil
    }
  }
}

extension ComparisonOperator {
  /// The operator after swapping the operands.
  fileprivate var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

/// The set of values for which a comparison is true.
enum ValueSet: Sendable {
  /// The numbers between two ends; nil for no end.
  case numbers(lower: End?, upper: End?)
  /// A single string or boolean.
  case equal(FEELValue)
  case notEqual(FEELValue)

  struct End: Sendable {
    var value: Decimal128
    var isIncluded: Bool
  }

  init?(_ comparison: ComparisonOperator, _ constant: Node) {
    guard let value = constant.comparedConstant else { return nil }
    guard case .number(let number) = value else {
      switch comparison {
      case .equal: self = .equal(value)
      case .notEqual: self = .notEqual(value)
      default: return nil
      }
      return
    }
    let (open, closed) = (
      End(value: number, isIncluded: false), End(value: number, isIncluded: true)
    )
    switch comparison {
    case .equal: self = .numbers(lower: closed, upper: closed)
    case .notEqual: self = .notEqual(value)
    case .less: self = .numbers(lower: nil, upper: open)
    case .lessOrEqual: self = .numbers(lower: nil, upper: closed)
    case .greater: self = .numbers(lower: open, upper: nil)
    case .greaterOrEqual: self = .numbers(lower: closed, upper: nil)
    }
  }

  func isDisjoint(with other: ValueSet) -> Bool {
    switch (self, other) {
    case (.numbers(let lower, let upper), .numbers(let otherLower, let otherUpper)):
      Self.isEmpty(from: lower, to: otherUpper) || Self.isEmpty(from: otherLower, to: upper)
    case (.equal(let value), .equal(let other)): value != other
    case (.equal, .numbers), (.numbers, .equal): true
    case (.equal(let value), .notEqual(let other)), (.notEqual(let other), .equal(let value)):
      value == other
    case (.numbers(let lower, let upper), .notEqual(.number(let number))),
      (.notEqual(.number(let number)), .numbers(let lower, let upper)):
      lower?.value == number && upper?.value == number
    case (.numbers, .notEqual), (.notEqual, .numbers): false
    case (.notEqual, .notEqual): false
    }
  }

  func isSubset(of other: ValueSet) -> Bool {
    switch (self, other) {
    case (.numbers(let lower, let upper), .numbers(let otherLower, let otherUpper)):
      Self.starts(otherLower, before: lower) && Self.ends(otherUpper, after: upper)
    case (.equal(let value), .equal(let other)): value == other
    case (.equal(let value), .notEqual(let other)): value != other && value.kind == other.kind
    case (.numbers, .notEqual(.number(let number))): !contains(number)
    case (.notEqual(let value), .notEqual(let other)): value == other
    default: false
    }
  }

  private func contains(_ number: Decimal128) -> Bool {
    let point = End(value: number, isIncluded: true)
    return !isDisjoint(with: .numbers(lower: point, upper: point))
  }

  private static func isEmpty(from lower: End?, to upper: End?) -> Bool {
    guard let lower, let upper else { return false }
    if lower.value == upper.value { return !(lower.isIncluded && upper.isIncluded) }
    return lower.value > upper.value
  }

  private static func starts(_ end: End?, before other: End?) -> Bool {
    guard let end else { return true }
    guard let other else { return false }
    if end.value == other.value { return end.isIncluded || !other.isIncluded }
    return end.value < other.value
  }

  private static func ends(_ end: End?, after other: End?) -> Bool {
    guard let end else { return true }
    guard let other else { return false }
    if end.value == other.value { return end.isIncluded || !other.isIncluded }
    return end.value > other.value
  }
}

extension Node {
  /// A literal string, number or boolean.
  fileprivate var comparedConstant: FEELValue? {
    switch kind {
    case .literal(let value):
      switch value {
      case .boolean, .number, .string: value
      default: nil
      }
    case .negate(let operand):
      if case .number(let number)? = operand.comparedConstant { .number(-number) } else { nil }
    case .parenthesized(let inner): inner.comparedConstant
    default: nil
    }
  }
}
