/// The functions of the language, by family (reference/feel.md 4).
public enum FEELBuiltins {
  /// All functions of the language itself, in both dialects.
  public static let catalogue: [FEELBuiltin] =
    conversion + booleans + strings + patterns + lists + aggregates + numbers + contexts + ranges
    + temporal

  static let names: [String] = (catalogue + engine + connectors).map(\.name)
}
