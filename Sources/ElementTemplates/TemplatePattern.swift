import FEEL

extension PropertyConstraints.Pattern {
  /// Whether the pattern is found anywhere in a text; nil where it cannot be read, or takes too
  /// long.
  ///
  /// Patterns are regular expressions of ECMAScript without flags. They are matched by FEEL's
  /// `matches`, whose expressions are those of Java: of what templates use, both understand the
  /// same. They differ in that `$` also fits before a line break at the end, and that brackets
  /// within brackets must be escaped.
  func isFound(in text: String) -> Bool? {
    guard let search = Self.search else { return nil }
    let context = FEELContext([("text", .string(text)), ("pattern", .string(expression))])
    guard case .boolean(let isFound) = search.evaluate(context, in: Self.environment).value else {
      return nil
    }
    return isFound
  }

  private static let search = try? FEELExpression(parsing: "matches(text, pattern)")

  /// Enough steps for any sensible pattern; one that backtracks for ever is given up.
  private static let environment = FEELEnvironment(budget: FEELBudget(steps: 1_000_000))
}
