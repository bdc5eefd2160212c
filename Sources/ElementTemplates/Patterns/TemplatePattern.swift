import FEEL

extension PropertyConstraints.Pattern {
  /// Whether the pattern matches anywhere in a text; nil if it is invalid or takes too long.
  ///
  /// Patterns are ECMAScript regular expressions without flags. They are matched by FEEL's
  /// `matches`, which uses Java's regular expressions.
  func isFound(in text: String) -> Bool? {
    guard let search = Self.search else { return nil }
    let context = FEELContext([
      ("text", .string(text)), ("pattern", .string(ECMAScriptPattern.java(expression))),
    ])
    guard case .boolean(let isFound) = search.evaluate(context, in: Self.environment).value else {
      return nil
    }
    return isFound
  }

  // The expression is a constant, and a test parses it.
  private static let search = try? FEELExpression(parsing: "matches(text, pattern)")

  /// Enough steps for any reasonable pattern; catastrophic backtracking is stopped.
  private static let environment = FEELEnvironment(budget: FEELBudget(steps: 1_000_000))
}
