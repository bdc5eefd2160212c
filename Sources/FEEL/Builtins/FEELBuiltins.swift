/// The built-in functions, by family (DMN 1.5, 10.3.4, and Camunda's additions).
public enum FEELBuiltins {
  /// All functions of the language itself, in both dialects.
  public static let catalogue: [FEELBuiltin] =
    conversion + booleans + strings + patterns + lists + aggregates + numbers + contexts + ranges
    + temporal

  static let names: [String] = (catalogue + engine + connectors).map(\.name)
}
