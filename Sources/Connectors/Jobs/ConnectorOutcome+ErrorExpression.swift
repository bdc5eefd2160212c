import EngineProtocol
import JSON
import Time

extension ConnectorOutcome {
  /// The decision of an error expression.
  /// - Returns: nil for no decision: null, `{}`, or a BPMN error without a code.
  /// - Throws: an input error for any other result.
  init?(errorExpression value: JSONValue) throws(ConnectorError) {
    guard !value.isNull else { return nil }
    guard case .object(let object) = value else {
      throw .input(
        "The error expression must return a context or null, but returned \(value.kindName).")
    }
    if object.isEmpty { return nil }
    let fields = Fields(object)
    let message = try fields.text("errorMessage", "message") ?? ""
    var variables = try fields.context("variables") ?? JSONObject()
    switch try fields.text("errorType") {
    case "bpmnError":
      guard let code = try fields.text("errorCode", "code") else { return nil }
      self = .bpmnError(JobError(code: code, message: message, variables: variables))
    case "jobError":
      variables["error"] = .string(message)
      self = .failed(
        JobFailure(
          retries: max(try fields.integer("retries") ?? 0, 0), message: message,
          backoff: try fields.milliseconds("retryBackoff", "backoff") ?? 0, variables: variables))
    case "ignoreError": self = .completed(variables)
    default:
      throw .input(
        "The error expression must return bpmnError(…), jobError(…), ignoreError(…) or null.")
    }
  }

  /// The members of a decision; null counts as absent, another type is an input error.
  private struct Fields {
    private let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    private func value<Value>(
      _ names: [String], _ expected: String, _ read: (JSONValue) -> Value?
    ) throws(ConnectorError) -> Value? {
      for name in names {
        guard let value = object[name], !value.isNull else { continue }
        guard let result = read(value) else {
          throw .input(
            "The error expression returns \(value.kindName) as \(name), which must be \(expected).")
        }
        return result
      }
      return nil
    }

    func text(_ names: String...) throws(ConnectorError) -> String? {
      try value(names, "a string", \.string)
    }

    func context(_ names: String...) throws(ConnectorError) -> JSONObject? {
      try value(names, "a context", \.object)
    }

    func integer(_ names: String...) throws(ConnectorError) -> Int? {
      try value(names, "a whole number", \.int)
    }

    func milliseconds(_ names: String...) throws(ConnectorError) -> Int64? {
      try value(names, "a duration such as PT30S") {
        $0.string.flatMap(ConnectorDuration.milliseconds)
      }
    }
  }
}
