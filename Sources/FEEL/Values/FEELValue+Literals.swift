extension FEELValue: ExpressibleByStringLiteral {
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension FEELValue: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(Decimal128(value)) }
}

extension FEELValue: ExpressibleByBooleanLiteral {
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension FEELValue: ExpressibleByArrayLiteral {
  /// A list.
  public init(arrayLiteral elements: FEELValue...) { self = .list(elements) }
}

extension FEELValue: ExpressibleByDictionaryLiteral {
  /// A context.
  public init(dictionaryLiteral elements: (String, FEELValue)...) {
    self = .context(FEELContext(elements))
  }
}
