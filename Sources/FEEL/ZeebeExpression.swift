/// The text of a BPMN attribute that may be an expression.
///
/// A text that begins with `=` is FEEL. Any other text is a literal: a number if it parses as one,
/// else a string.
public enum ZeebeExpression: Sendable {
  case literal(FEELValue)
  case expression(FEELExpression)

  /// Parses an attribute's text; byte ranges of problems are relative to the text after `=`.
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

  /// The value in a context of variables; for a literal always the same, without warnings.
  public func evaluate(
    _ context: FEELContext, in environment: FEELEnvironment = .default
  ) -> FEELResult {
    switch self {
    case .literal(let value): FEELResult(value: value)
    case .expression(let expression): expression.evaluate(context, in: environment)
    }
  }
}
