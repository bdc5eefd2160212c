/// The result of an evaluation.
public struct FEELResult: Sendable {
  /// The value; null if the evaluation failed.
  public let value: FEELValue
  /// The problems that did not stop the evaluation, in the order in which they occurred.
  public let warnings: [FEELWarning]
  /// Why the evaluation failed (a failed `assert`, an exhausted budget); the value is null then.
  public let failure: String?

  /// The result of an evaluation.
  public init(value: FEELValue, warnings: [FEELWarning] = [], failure: String? = nil) {
    self.value = value
    self.warnings = warnings
    self.failure = failure
  }
}

/// A problem that made a part of an expression null.
public struct FEELWarning: Sendable, Hashable {
  /// The kinds of warnings, with Camunda's names.
  public enum Kind: String, Sendable {
    case noVariableFound = "NO_VARIABLE_FOUND"
    case noContextEntryFound = "NO_CONTEXT_ENTRY_FOUND"
    case noPropertyFound = "NO_PROPERTY_FOUND"
    case notComparable = "NOT_COMPARABLE"
    case invalidType = "INVALID_TYPE"
    case noFunctionFound = "NO_FUNCTION_FOUND"
    case functionInvocationFailure = "FUNCTION_INVOCATION_FAILURE"
    case assertFailure = "ASSERT_FAILURE"
    case unknown = "UNKNOWN"
  }

  /// The kind, by which programs distinguish warnings.
  public let type: Kind
  /// The problem, with the values involved.
  public let message: String
  /// The UTF-8 byte range in the expression.
  public let range: Range<Int>

  /// A warning at a place in the text.
  public init(type: Kind, message: String, range: Range<Int>) {
    self.type = type
    self.message = message
    self.range = range
  }
}
