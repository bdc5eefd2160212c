import FEEL
import HTTP
import JSON
import Text

/// Maps a connector's result by the job's task headers, to variables or to a different outcome.
///
/// A deliberate difference from the official runtime: in error expressions, `response` is always
/// the raw result, even if variables were mapped.
struct JobMapping: Sendable {
  private let resultVariable: String?
  private let resultExpression: ConnectorExpression?
  private let errorExpression: ConnectorExpression?
  private let environment: FEELEnvironment

  /// The maximum size of mapped variables, in bytes of JSON.
  private static let maximumVariablesSize = 1_572_864

  /// - Throws: an input error for an expression that cannot be parsed.
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

  /// The result of a successful call, in the forms that the mapping needs.
  func result(_ json: JSONObject) -> ConnectorResult {
    guard resultExpression != nil || errorExpression != nil else {
      return ConnectorResult(json: json, values: [:])
    }
    var values = FEELContext(json)
    values["response"] = .context(values)
    return ConnectorResult(json: json, values: values)
  }

  /// The variables of a successful call.
  func variables(of result: ConnectorResult) throws(ConnectorError) -> JSONObject {
    var variables = JSONObject()
    if let resultVariable { variables[resultVariable] = .object(result.json) }
    if let resultExpression {
      switch try resultExpression.evaluate(result.values, in: environment) {
      case .null: break
      case .object(let object): variables.merge(object)
      case let other:
        throw .input("The result expression must return a context, but returned \(other.kindName).")
      }
    }
    guard JSONValue.object(variables).text().utf8.count <= Self.maximumVariablesSize else {
      throw .input(
        "The result is larger than \(Self.maximumVariablesSize) bytes; map only the parts you need."
      )
    }
    return variables
  }

  /// The error expression's decision on a success; nil to continue.
  func override(
    result: ConnectorResult, variables: JSONObject, retries: Int
  ) throws(ConnectorError) -> ConnectorOutcome? {
    guard let errorExpression else { return nil }
    var context = result.values
    let response = context["response"]
    for (name, value) in FEELContext(variables) { context[name] = value }
    context["response"] = response
    return try decision(errorExpression, context, retries: retries)
  }

  /// The error expression's decision on a failure; nil to continue.
  /// - Throws: an input error whose message includes the failure.
  func override(error: ConnectorError, retries: Int) throws(ConnectorError) -> ConnectorOutcome? {
    guard let errorExpression else { return nil }
    let value = FEELValue(error.json)
    let context = FEELContext([
      ("error", value), ("response", .context(FEELContext([("error", value)]))),
    ])
    do { return try decision(errorExpression, context, retries: retries) } catch let fault {
      throw .input("\(fault.message) It was evaluated for this error: \(error.message)")
    }
  }

  private func decision(
    _ expression: ConnectorExpression, _ context: FEELContext, retries: Int
  ) throws(ConnectorError) -> ConnectorOutcome? {
    var context = context
    context["job"] = .context(FEELContext([("retries", FEELValue(JSONValue(retries)))]))
    return try ConnectorOutcome(errorExpression: expression.evaluate(context, in: environment))
  }
}

/// The result of a connector call: as JSON, and as expressions see it.
struct ConnectorResult: Sendable {
  let json: JSONObject
  /// Contains the whole result in `response` as well.
  fileprivate let values: FEELContext
}
