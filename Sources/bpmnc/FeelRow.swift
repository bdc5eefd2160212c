import FEEL
import JSON

/// A row of `feel --jsonl`: an expression, its context and its result (docs/machine-readable.md).
struct FeelRow {
  private struct Content {
    var expression: String
    var context: FEELContext
    var mode: FEELMode
  }

  private struct Fault: Error {
    var message: String
  }

  private let id: JSONValue
  private let content: Result<Content, Fault>
  private let dialect: FEELDialect

  /// Reads a row; the command's options are the defaults.
  init(
    _ line: String, dialect: FEELDialect, variables: FEELContext, unary: Bool,
    in environment: FEELEnvironment
  ) {
    self.dialect = dialect
    let defaults = Content(
      expression: "", context: variables, mode: unary ? .unaryTests : .expression)
    do throws(JSONSyntaxError) {
      let row = try JSONValue(parsing: line)
      id = row["id"] ?? .null
      content = Result { () throws(Fault) in
        try FeelRow.content(of: row, defaults, environment)
      }
    } catch {
      id = .null
      content = .failure(Fault(message: "the row is not JSON: \(error.message)"))
    }
  }

  private static func content(
    of row: JSONValue, _ defaults: Content, _ environment: FEELEnvironment
  ) throws(Fault) -> Content {
    var content = defaults
    guard let text = row["expression"]?.string else {
      throw Fault(message: "\"expression\" must be a string")
    }
    content.expression = text
    switch row["context"] {
    case nil, .null: break
    case .object(let variables):
      for (name, value) in variables.members {
        guard let value = FEELValue(typed: value, in: environment) else {
          throw Fault(message: "the variable '\(name)' is not a typed value")
        }
        content.context[name] = value
      }
    default: throw Fault(message: "\"context\" must be an object")
    }
    switch row["unary"] {
    case nil, .null: break
    case .bool(let unary): content.mode = unary ? .unaryTests : .expression
    default: throw Fault(message: "\"unary\" must be true or false")
    }
    return content
  }

  /// Whether the row itself is malformed.
  var isUnreadable: Bool {
    if case .failure = content { true } else { false }
  }

  func answer(in environment: FEELEnvironment) -> JSONValue {
    let row: Content
    switch content {
    case .success(let content): row = content
    case .failure(let fault): return failed(fault.message, [])
    }
    do throws(FEELSyntaxError) {
      let expression = try FEELExpression(
        parsing: row.expression, dialect: dialect, mode: row.mode,
        scopeNames: FEELValue.context(row.context).allKeys, functions: .connectors)
      let result = expression.evaluate(row.context, in: environment)
      if let failure = result.failure { return failed(failure, result.warnings) }
      return ["id": id, "value": result.value.typedJSON, "warnings": Self.json(result.warnings)]
    } catch {
      return failed(error.problems.map(\.message).joined(separator: "; "), [])
    }
  }

  private func failed(_ error: String, _ warnings: [FEELWarning]) -> JSONValue {
    ["id": id, "value": .null, "error": .string(error), "warnings": Self.json(warnings)]
  }

  private static func json(_ warnings: [FEELWarning]) -> JSONValue {
    .array(
      warnings.map { ["type": .string($0.type.rawValue), "message": .string($0.message)] })
  }
}
