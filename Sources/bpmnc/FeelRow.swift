import FEEL
import JSON

/// A row of `feel --jsonl`: an expression with its context, and what comes of it
/// (DESIGN, machine-readable output).
struct FeelRow {
  private let row: JSONValue?
  private let fault: String?
  private let dialect: FEELDialect

  init(_ line: String, dialect: FEELDialect) {
    self.dialect = dialect
    do throws(JSONSyntaxError) {
      row = try JSONValue(parsing: line)
      fault = nil
    } catch {
      row = nil
      fault = "the row is not JSON: \(error.message)"
    }
  }

  var isUnreadable: Bool { row?["expression"]?.string == nil }

  func answer(in environment: FEELEnvironment) -> JSONValue {
    guard let row, let text = row["expression"]?.string else {
      return failed(row?["id"] ?? .null, fault ?? "the row has no expression", [])
    }
    let id = row["id"] ?? .null
    var context = FEELContext()
    for (name, value) in row["context"]?.object?.members ?? [] {
      guard let value = FEELValue(typed: value, in: environment) else {
        return failed(id, "the variable '\(name)' is not a typed value", [])
      }
      context[name] = value
    }
    do throws(FEELSyntaxError) {
      let expression = try FEELExpression(
        parsing: text, dialect: dialect,
        mode: row["unary"]?.bool == true ? .unaryTests : .expression,
        scopeNames: Set(context.keys))
      let result = expression.evaluate(context, in: environment)
      if let failure = result.failure { return failed(id, failure, result.warnings) }
      return ["id": id, "value": result.value.typedJSON, "warnings": Self.json(result.warnings)]
    } catch {
      return failed(id, error.problems.map(\.message).joined(separator: "; "), [])
    }
  }

  private func failed(_ id: JSONValue, _ error: String, _ warnings: [FEELWarning]) -> JSONValue {
    ["id": id, "value": .null, "error": .string(error), "warnings": Self.json(warnings)]
  }

  private static func json(_ warnings: [FEELWarning]) -> JSONValue {
    .array(
      warnings.map { ["type": .string($0.type.rawValue), "message": .string($0.message)] })
  }
}
