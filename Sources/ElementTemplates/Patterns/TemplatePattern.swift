import FEEL

extension PropertyConstraints.Pattern {
  /// Whether the pattern is found anywhere in a text; nil where it cannot be read, or takes too
  /// long.
  ///
  /// Patterns are regular expressions of ECMAScript without flags. They are matched by FEEL's
  /// `matches`, whose expressions are those of Java.
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

  // The text is ours, and a test reads it.
  private static let search = try? FEELExpression(parsing: "matches(text, pattern)")

  /// Enough steps for any sensible pattern; one that backtracks for ever is given up.
  private static let environment = FEELEnvironment(budget: FEELBudget(steps: 1_000_000))
}
