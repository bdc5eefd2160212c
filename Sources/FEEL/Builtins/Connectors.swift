extension FEELBuiltins {
  /// The functions that Camunda 8's engine adds.
  static let engine: [FEELBuiltin] = [
    FEELBuiltin(
      "cycle", since: "8.0", only: .camunda,
      [
        .init([.required("interval", kind: .durations)]) { call in
          .string("R/" + call[0].text)
        },
        .init([
          .required("repetitions", kind: [.number, .null]),
          .required("interval", kind: .durations),
        ]) { call in
          guard let repetitions = call.optionalNumber(0) else {
            return .string("R/" + call[1].text)
          }
          guard let count = repetitions.int else {
            return call.fail("the number of repetitions is not a whole number")
          }
          return .string("R\(count)/\(call[1].text)")
        },
      ]),
    FEELBuiltin(
      "fromAi", since: "8.8", only: .camunda,
      [
        .any("value"), .optional("description", kind: .string), .optional("type", kind: .string),
        .optional("schema", kind: .context), .optional("options", kind: .context),
      ]
    ) { $0[0] },
  ]

  /// The functions that connectors add to result, error and retry expressions; a call with invalid
  /// arguments fails the evaluation.
  static let connectors: [FEELBuiltin] = [
    FEELBuiltin(
      "bpmnError", since: "connectors 8.1", only: .camunda,
      [
        .string("errorCode"), .omissible("errorMessage", kind: .string),
        .omissible("variables", kind: .context),
      ]
    ) { call in
      var result: FEELContext = ["errorType": "bpmnError", "errorCode": call[0]]
      result["errorMessage"] = call[1]
      result["variables"] = call[2].isNull ? .context([:]) : call[2]
      return .context(result)
    },
    FEELBuiltin(
      "jobError", since: "connectors 8.6", only: .camunda,
      [
        .string("errorMessage"), .omissible("variables", kind: .context),
        .omissible("retries", kind: .number), .omissible("retryBackoff", kind: .daysTimeDuration),
      ]
    ) { call in
      var result: FEELContext = ["errorType": "jobError", "errorMessage": call[0]]
      result["variables"] = call[1].isNull ? .context([:]) : call[1]
      result["retries"] = call[2].isNull ? .number(.zero) : call[2]
      result["retryBackoff"] =
        call[3].isNull ? .daysTimeDuration(DaysTimeDuration(seconds: 0)) : call[3]
      return .context(result)
    },
    FEELBuiltin(
      "ignoreError", since: "connectors 8.8", only: .camunda,
      [.omissible("variables", kind: .context)]
    ) { call in
      .context([
        "errorType": "ignoreError",
        "variables": call[0].isNull ? .context([:]) : call[0],
      ])
    },
    FEELBuiltin(
      "backoff", since: "connectors 8.8", pure: false, only: .camunda,
      [
        .number("attempt"), .omissible("minDelay", kind: .daysTimeDuration),
        .omissible("factor", kind: .number), .omissible("maxDelay", kind: .daysTimeDuration),
        .omissible("jitterFactor", kind: .number),
      ]
    ) { backoff($0) },
    FEELBuiltin("createDocument", since: "connectors 8.8", only: .camunda, [.any("value")]) {
      call in
      .context(["camunda.function.type": "createDocument", "params": .list([call[0]])])
    },
  ]

  /// `minDelay · factor^(attempt − 1)`, at most `maxDelay`, varied by up to `jitterFactor` of it.
  private static func backoff(_ call: Call) -> FEELValue {
    func nanoseconds(_ index: Int, _ missing: Int128) -> Decimal128 {
      if case .daysTimeDuration(let value) = call[index] { return Decimal128(value.nanoseconds) }
      return Decimal128(missing)
    }
    guard let attempt = call.number(0).int, attempt >= 1 else {
      call.run.fail("backoff() requires a whole number of at least 1 as `attempt`")
      return .null
    }
    let factor = call.optionalNumber(2) ?? Decimal128(exactly: 16, exponent: -1, isNegative: false)
    let longest = nanoseconds(3, 5_000_000_000)
    var delay = longest
    if let growth = factor.power(Decimal128(attempt - 1)),
      let wanted = nanoseconds(1, 50_000_000).multiplied(by: growth)
    {
      delay = min(wanted, longest)
    }
    let jitter = call.optionalNumber(4) ?? Decimal128(exactly: 1, exponent: -1, isNegative: false)
    let shift = Decimal128(call.run.environment.random() * 2 - 1) ?? .zero
    delay = delay + delay * jitter * shift
    guard let whole = delay.rounded(scale: 0, .down)?.int,
      let duration = DaysTimeDuration(nanoseconds: Int128(max(0, whole)))
    else {
      call.run.fail("the delay of backoff() is too long")
      return .null
    }
    return .daysTimeDuration(duration)
  }
}

extension FEELBuiltin {
  /// Whether a call with invalid arguments fails the evaluation: in an error expression, null would
  /// mean that there is no error.
  var isStrict: Bool { since.hasPrefix("connectors") }
}

extension FEELBuiltin.Parameter {
  /// A parameter that may be omitted but must not be null.
  fileprivate static func omissible(_ name: String, kind: FEELKind) -> Self {
    .init(names: [name], kind: kind, isOptional: true)
  }
}
