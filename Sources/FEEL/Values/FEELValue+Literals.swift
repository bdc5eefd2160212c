extension FEELValue: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
}

extension FEELValue: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self = .number(Decimal128(value)) }
}

extension FEELValue: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension FEELValue: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: FEELValue...) { self = .list(elements) }
}

extension FEELValue: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, FEELValue)...) {
    self = .context(FEELContext(elements))
  }
}
