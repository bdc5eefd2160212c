/// The text of a BPMN attribute that may be an expression (reference/engine.md 2.1).
///
/// `=` followed by anything is FEEL. All other text stands for itself: a number where it reads as
/// one, else a string.
public enum ZeebeExpression: Sendable {
  case literal(FEELValue)
  case expression(FEELExpression)

  /// Reads an attribute's text; byte ranges of problems count from behind the `=`.
  public init(
    _ text: String, scopeNames: Set<String> = [], functions: FEELFunctionLibrary = .zeebe,
    literal: (@Sendable (String) -> String)? = nil
  ) throws(FEELSyntaxError) {
    if ZeebeExpression.isExpression(text) {
      self = .expression(
        try FEELExpression(
          parsing: String(text.dropFirst()), scopeNames: scopeNames, functions: functions,
          literal: literal))
    } else {
      let value = literal?(text) ?? text
      self = .literal(Decimal128(text).map { .number($0) } ?? .string(value))
    }
  }

  /// Whether a text is FEEL: a lone `=` is not.
  public static func isExpression(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "=") && text.utf8.count > 1
  }

  /// The value in a context of variables; that of a literal is always the same, without warnings.
  public func evaluate(
    _ context: FEELContext, in environment: FEELEnvironment = .default
  ) -> FEELResult {
    switch self {
    case .literal(let value): FEELResult(value: value)
    case .expression(let expression): expression.evaluate(context, in: environment)
    }
  }
}
