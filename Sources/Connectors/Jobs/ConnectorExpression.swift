import FEEL
import HTTP
import JSON
import Text

/// A connector's FEEL expression, from a task header or a webhook property.
///
/// The leading `=` is optional. Besides the built-in functions, it may call those for errors and
/// retries, such as `bpmnError`.
struct ConnectorExpression: Sendable {
  /// The purpose of the expression, for messages.
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
      throw .input("The expression \(name) is invalid: \(error.description)")
    }
  }

  /// The variables that the expression reads.
  var variables: [FEELVariable] { expression.variables }

  /// - Throws: an input error if the evaluation was aborted.
  func evaluate(
    _ context: FEELContext, in environment: FEELEnvironment
  ) throws(ConnectorError) -> JSONValue {
    let result = expression.evaluate(context, in: environment)
    if let failure = result.failure {
      throw .input("The expression \(name) failed: \(failure)")
    }
    return result.value.json
  }
}
