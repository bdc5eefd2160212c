extension FEELBuiltins {
  static let booleans: [FEELBuiltin] = [
    FEELBuiltin("not", [.required("negand", kind: [.boolean, .null])]) { call in
      if case .boolean(let value) = call[0] { return .boolean(!value) }
      return .null
    },
    FEELBuiltin(
      "is", since: "DMN 1.3", only: .dmn, quick: true,
      [.optional("value1", kind: .any), .optional("value2", kind: .any)]
    ) { call in
      guard ValueLimits.accept(call[0], call.run) else { return .null }
      return .boolean(isIdentical(call[0], call[1], call.dialect))
    },
    FEELBuiltin(
      "is defined", since: "8.0", only: .camunda, lenient: true, quick: true, [.any("value")]
    ) { .boolean(!$0[0].isNull) },
    FEELBuiltin(
      "get or else", since: "8.3", only: .camunda, lenient: true, quick: true,
      [.any("value"), .any("default")]
    ) { $0[0].isNull ? $0[1] : $0[0] },
    FEELBuiltin(
      "assert", since: "8.3", pure: false, only: .camunda, quick: true,
      [.any("value"), .any("condition"), .optional("cause", kind: .any)]
    ) { call in
      if case .boolean(true) = call[1] { return call[0] }
      let cause = call.optionalString(2) ?? "the condition is not fulfilled"
      call.run.warn(.assertFailure, call.range, cause)
      call.run.fail(cause)
      return .null
    },
  ]

  /// Equality that distinguishes offsets, zones and kinds (DMN 1.3, table 73).
  private static func isIdentical(
    _ left: FEELValue, _ right: FEELValue, _ dialect: FEELDialect
  ) -> Bool {
    switch (left, right) {
    case (.time(let left), .time(let right)): left == right
    case (.dateTime(let left), .dateTime(let right)): left == right
    default: left.kind == right.kind && Comparison.equal(left, right, dialect) == true
    }
  }
}
