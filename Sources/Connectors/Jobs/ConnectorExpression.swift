import FEEL
import HTTP
import JSON
import Text

/// A FEEL expression of a connector: of a task header or a webhook property.
///
/// The leading `=` may be left out. Besides the language's own functions it may call those for
/// errors and retries, such as `bpmnError`.
struct ConnectorExpression: Sendable {
  /// What the expression is for, in messages.
  let name: String
  private let expression: FEELExpression

  /// - Parameter literal: rewrites each string literal.
  init(
    _ text: String, name: String, literal: (@Sendable (String) -> String)? = nil
  ) throws(ConnectorError) {
    let text = text.trimmed
    self.name = name
    do {
      expression = try FEELExpression(
        parsing: text.hasPrefix("=") ? String(text.dropFirst()) : text, functions: .connectors,
        literal: literal)
    } catch {
      throw .input("The expression \(name) cannot be read: \(error.description)")
    }
  }

  /// What the expression takes from its context.
  var variables: [FEELVariable] { expression.variables }

  /// - Throws: an input error for an evaluation that was given up.
  func evaluate(
    _ context: JSONObject, in environment: FEELEnvironment
  ) throws(ConnectorError) -> JSONValue {
    let values = FEELContext(context.members.map { ($0.key, FEELValue($0.value)) })
    let result = expression.evaluate(values, in: environment)
    if let failure = result.failure {
      throw .input("The expression \(name) failed: \(failure)")
    }
    return result.value.json
  }
}
