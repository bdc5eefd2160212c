/// Which of the two living variants of the language counts (reference/feel.md 3).
public enum FEELDialect: String, Sendable, CaseIterable {
  /// What Camunda 8's engine accepts and computes.
  case camunda
  /// The DMN 1.5 standard, as its technology compatibility kit tests it.
  case dmn
}

/// What a text has to be.
public enum FEELMode: Sendable {
  case expression
  /// The tests of a decision table's input cell; the input is the variable `?`.
  case unaryTests
}
