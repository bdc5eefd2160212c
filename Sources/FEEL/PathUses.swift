/// A path such as `order.customer.name` in an expression.
public struct FEELPathUse: Sendable, Hashable {
  /// The names, beginning with the variable.
  public var names: [String]
  /// The UTF-8 byte range of the whole path.
  public var range: Range<Int>
  /// Whether its value becomes part of the result unchanged: it is the result, an item of a list,
  /// an entry of a context, a branch of a condition, or an operand of `+`. No function, test or
  /// filter uses it.
  public var isPassedOn: Bool
}

extension FEELExpression {
  /// The paths that begin with a name, in document order; for `a.b.c` only the longest.
  public func paths(from name: String) -> [FEELPathUse] {
    var found: [FEELPathUse] = []
    var open: [(node: Node, isPassedOn: Bool)] = [(tree, true)]
    while let (node, isPassedOn) = open.popLast() {
      if let names = node.namedPath, names.count > 1 {
        if names[0] == name {
          found.append(FEELPathUse(names: names, range: node.range, isPassedOn: isPassedOn))
        }
        continue
      }
      for (index, child) in node.children.enumerated() {
        open.append((child, isPassedOn && node.passesOn(child: index)))
      }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The ranges of string literals with their quotes, in document order.
  public var stringLiterals: [Range<Int>] {
    var found: [Range<Int>] = []
    var open = [tree]
    while let node = open.popLast() {
      if case .literal(.string) = node.kind { found.append(node.range) }
      open += node.children
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }
  }
}

extension Node {
  fileprivate func passesOn(child index: Int) -> Bool {
    switch kind {
    case .parenthesized, .list, .context, .arithmetic(.add, _, _): true
    case .conditional: index > 0
    default: false
    }
  }
}
