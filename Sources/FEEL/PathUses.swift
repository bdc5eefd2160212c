/// A path such as `order.customer.name` in an expression.
public struct FEELPathUse: Sendable, Hashable {
  /// The names from the variable on.
  public var names: [String]
  /// The UTF-8 bytes of the whole path.
  public var range: Range<Int>
  /// Whether its value goes into the result as it is: it is the result, an item of a list, an entry of
  /// a context, a branch of a condition, or added to others. No function, test or filter sees it.
  public var isPassedOn: Bool
}

extension FEELExpression {
  /// The paths that begin with a name, in the order of the text; of `a.b.c` the longest.
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

  /// The places of string literals with their quotes, in the order of the text.
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
