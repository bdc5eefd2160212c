extension Node {
  /// The names of `a.b.c`; nil if it does not begin with a name.
  var namedPath: [String]? {
    switch kind {
    case .name(let name): [name]
    case .path(let value, let name): value.namedPath.map { $0 + [name.text] }
    default: nil
    }
  }

  /// Whether it contains `?`, the input of a test.
  var mentionsInput: Bool {
    if case .name("?") = kind { return true }
    return children.contains(where: \.mentionsInput)
  }

  /// The child nodes, in document order.
  var children: [Node] {
    switch kind {
    case .literal, .atLiteral, .name, .anything, .missing: []
    case .list(let items): items
    case .context(let entries): entries.map(\.value)
    case .range(let lower, _, let upper, _): [lower, upper]
    case .comparison(_, let value), .negate(let value), .parenthesized(let value),
      .instanceOf(let value, _), .path(let value, _), .function(_, let value),
      .externalFunction(_, let value):
      [value]
    case .arithmetic(_, let left, let right), .compare(_, let left, let right),
      .and(let left, let right), .or(let left, let right), .filter(let left, let right):
      [left, right]
    case .between(let value, let lower, let upper): [value, lower, upper]
    case .isIn(let value, let tests): [value] + tests
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    case .loop(let iterators, let body), .quantified(_, let iterators, let body):
      iterators.flatMap { [$0.source] + ($0.upTo.map { [$0] } ?? []) } + [body]
    case .call(let callee, let arguments): [callee] + arguments.map(\.value)
    case .tests(let tests, _): tests
    }
  }
}
