import FEEL

/// The value of an expression as FEEL text, strings in quotes; a failure stands for itself.
func evaluate(
  _ text: String, _ context: FEELContext = [:], _ dialect: FEELDialect = .camunda,
  mode: FEELMode = .expression, functions: FEELFunctionLibrary = .connectors,
  in environment: FEELEnvironment = CaseFile.environment
) throws -> String {
  let expression = try FEELExpression(
    parsing: text, dialect: dialect, mode: mode,
    scopeNames: FEELValue.context(context).allKeys, functions: functions)
  let result = expression.evaluate(context, in: environment)
  if let failure = result.failure { return failure }
  if case .string(let value) = result.value { return "\"\(value)\"" }
  return result.value.text
}

/// The kinds of warnings that an evaluation gives.
func warnings(
  _ text: String, _ context: FEELContext = [:], _ dialect: FEELDialect = .camunda
) throws -> [FEELWarning.Kind] {
  try FEELExpression(parsing: text, dialect: dialect).evaluate(context).warnings.map(\.type)
}

/// The problems of a text, each with the part of the text that it marks.
func problems(_ text: String, _ dialect: FEELDialect = .camunda) -> [String] {
  do throws(FEELSyntaxError) {
    _ = try FEELExpression(parsing: text, dialect: dialect)
    return []
  } catch {
    return error.problems.map { problem in
      String(decoding: Array(text.utf8)[problem.range], as: UTF8.self) + ": " + problem.message
    }
  }
}

extension FEELValue {
  static func n(_ value: Int) -> FEELValue { .number(Decimal128(value)) }
}
