/// The two variants of FEEL in use.
public enum FEELDialect: String, Sendable, CaseIterable {
  /// FEEL as accepted and evaluated by Camunda 8's engine.
  case camunda
  /// FEEL of DMN 1.5, as tested by its technology compatibility kit (TCK).
  case dmn
}

/// The grammar of a text.
public enum FEELMode: Sendable {
  case expression
  /// The unary tests in an input cell of a decision table; the input is the variable `?`.
  case unaryTests
}
