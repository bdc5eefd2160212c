extension FEELBuiltins {
  static let numbers: [FEELBuiltin] = [
    FEELBuiltin(
      "decimal",
      [
        .init([.number("n"), .number("scale")]) { round($0, .halfEven) },
        .init(only: .camunda, [.number("n"), .number("scale"), .string("mode")]) { call in
          guard let mode = Decimal128.Rounding(rawValue: call.string(2).uppercased()) else {
            return call.fail("unknown rounding mode `\(call.string(2).brief)`")
          }
          return round(call, mode)
        },
      ]),
    scaled("floor", .floor, scaleIsOptional: true, "scala"),
    scaled("ceiling", .ceiling, scaleIsOptional: true),
    scaled("round up", .up),
    scaled("round down", .down),
    scaled("round half up", .halfUp),
    scaled("round half down", .halfDown, "scala"),
    FEELBuiltin(
      "abs", [.required("n", "number", kind: [.number, .daysTimeDuration, .yearsMonthsDuration])]
    ) { call in
      switch call[0] {
      case .number(let number): .number(number.isNegative ? -number : number)
      case .daysTimeDuration(let value) where value.nanoseconds < 0:
        Arithmetic.negate(call[0], .dmn) ?? .null
      case .yearsMonthsDuration(let value) where value.months < 0:
        Arithmetic.negate(call[0], .dmn) ?? .null
      default: call[0]
      }
    },
    FEELBuiltin("modulo", [.number("dividend"), .number("divisor")]) { call in
      call.number(0).modulo(call.number(1)).map { .number($0) } ?? call.fail("division by zero")
    },
    function("sqrt", "the number is negative") { $0.squareRoot },
    function("log", "the number is not positive") { $0.logarithm },
    function("exp", "the result is too large") { $0.exponential },
    FEELBuiltin("odd", [.number("number")]) { .boolean(isOdd($0.number(0)) == true) },
    FEELBuiltin("even", [.number("number")]) { .boolean(isOdd($0.number(0)) == false) },
    FEELBuiltin("random number", since: "8.2", pure: false, only: .camunda, []) { call in
      Decimal128(call.run.environment.random()).map { .number($0) } ?? .null
    },
  ]

  /// A rounding function with a number and a scale; Camunda has a second name for some of them.
  private static func scaled(
    _ name: String, _ rounding: Decimal128.Rounding, scaleIsOptional: Bool = false,
    _ alias: String? = nil
  ) -> FEELBuiltin {
    var scale = FEELBuiltin.Parameter(
      names: ["scale"] + (alias.map { [$0] } ?? []), kind: .number)
    let overloads: [FEELBuiltin.Overload] = [
      .init([.number("n"), scale]) { round($0, rounding) }
    ]
    scale.isOptional = true
    guard scaleIsOptional else { return FEELBuiltin(name, since: "DMN 1.4", overloads) }
    return FEELBuiltin(name, [.init([.number("n")]) { round($0, rounding) }] + overloads)
  }

  private static func round(_ call: Call, _ rounding: Decimal128.Rounding) -> FEELValue {
    var scale = 0
    if call.arguments.count > 1 {
      guard let given = call.number(1).truncatedInt,
        -6111...6176 ~= given || call.dialect == .camunda
      else { return call.fail("the scale is outside -6111 to 6176") }
      scale = max(-6111, min(given, 6176))
    }
    return call.number(0).rounded(scale: scale, rounding).map { .number($0) }
      ?? call.fail("the number has more digits than the scale allows")
  }

  private static func function(
    _ name: String, _ failure: String, _ body: @escaping @Sendable (Decimal128) -> Decimal128?
  ) -> FEELBuiltin {
    FEELBuiltin(name, since: "DMN 1.2", [.number("number")]) { call in
      body(call.number(0)).map { .number($0) } ?? call.fail(failure)
    }
  }

  /// Nil if the number has a fraction.
  private static func isOdd(_ number: Decimal128) -> Bool? {
    number.isInteger ? number.modulo(Decimal128(2)).map { !$0.isZero } : nil
  }
}
