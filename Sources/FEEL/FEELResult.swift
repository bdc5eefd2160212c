/// What an evaluation gave.
public struct FEELResult: Sendable {
  /// The value; null where the evaluation was given up.
  public let value: FEELValue
  /// What went wrong on the way without stopping it, in the order of events.
  public let warnings: [FEELWarning]
  /// Why the evaluation was given up (a failed `assert`, an exhausted budget); the value is null then.
  public let failure: String?

  /// The outcome of an evaluation.
  public init(value: FEELValue, warnings: [FEELWarning] = [], failure: String? = nil) {
    self.value = value
    self.warnings = warnings
    self.failure = failure
  }
}

/// Something that made a part of an expression null (reference/feel.md 3b.1).
public struct FEELWarning: Sendable, Hashable {
  /// The kinds of warnings, named as Camunda names them.
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

  /// The kind, by which programs tell warnings apart.
  public let type: Kind
  /// What is wrong, with the values that were met.
  public let message: String
  /// UTF-8 bytes of the expression's text.
  public let range: Range<Int>

  /// A warning at a place of the text.
  public init(type: Kind, message: String, range: Range<Int>) {
    self.type = type
    self.message = message
    self.range = range
  }
}
