import FEEL
import HTTP
import JSON
import Text

/// What a job's task headers make of a connector's result: variables, or an outcome of its own.
///
/// One difference from the official runtime on purpose: for an error expression `response` is always
/// the raw result, also where variables were mapped.
struct JobMapping: Sendable {
  private let resultVariable: String?
  private let resultExpression: ConnectorExpression?
  private let errorExpression: ConnectorExpression?
  private let environment: FEELEnvironment

  /// What is mapped must not be larger, in bytes of JSON.
  private static let largestVariables = 1_572_864

  /// - Throws: an input error for an expression that cannot be read.
  init(
    headers: [String: String], environment: FEELEnvironment
  ) throws(ConnectorError) {
    self.environment = environment
    resultVariable = headers["resultVariable"].flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
    resultExpression = try Self.expression("resultExpression", headers)
    errorExpression = try Self.expression("errorExpression", headers)
  }

  private static func expression(
    _ name: String, _ headers: [String: String]
  ) throws(ConnectorError) -> ConnectorExpression? {
    guard let text = headers[name], !text.trimmed.isEmpty else { return nil }
    return try ConnectorExpression(text, name: name)
  }

  /// The variables of a successful call.
  func variables(of result: JSONObject) throws(ConnectorError) -> JSONObject {
    var variables = JSONObject()
    if let resultVariable { variables[resultVariable] = .object(result) }
    if let resultExpression {
      var context = result
      context["response"] = .object(result)
      switch try resultExpression.evaluate(context, in: environment) {
      case .null: break
      case .object(let object): variables.merge(object)
      case let other:
        throw .input("The result expression must give a context, but gave \(other.kindName).")
      }
    }
    guard JSONValue.object(variables).text().utf8.count <= Self.largestVariables else {
      throw .input(
        "The result has more than \(Self.largestVariables) bytes; map only what is needed of it.")
    }
    return variables
  }

  /// What the error expression makes of a success; nil to go on.
  func override(
    result: JSONObject, variables: JSONObject, retries: Int
  ) throws(ConnectorError) -> ConnectorOutcome? {
    var context = result
    context.merge(variables)
    context["response"] = .object(result)
    return try decision(context, retries: retries)
  }

  /// What the error expression makes of a failure; nil to go on.
  /// - Throws: an input error that names the failure, too.
  func override(error: ConnectorError, retries: Int) throws(ConnectorError) -> ConnectorOutcome? {
    do {
      return try decision(
        JSONObject([
          ("error", error.json), ("response", .object([("error", error.json)])),
        ]), retries: retries)
    } catch let fault {
      throw .input("\(fault.message) It was asked about this error: \(error.message)")
    }
  }

  private func decision(
    _ context: JSONObject, retries: Int
  ) throws(ConnectorError) -> ConnectorOutcome? {
    guard let errorExpression else { return nil }
    var context = context
    context["job"] = .object([("retries", JSONValue(retries))])
    return try ConnectorOutcome(
      errorExpression: errorExpression.evaluate(context, in: environment))
  }
}
