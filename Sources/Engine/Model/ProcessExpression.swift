import EngineProtocol
import FEEL

/// A compiled expression of the model, FEEL or static, with its source for messages.
struct ProcessExpression: Sendable {
  let text: String
  let compiled: ZeebeExpression

  /// The variables that it may read.
  var names: [String] {
    if case .expression(let expression) = compiled { expression.names } else { [] }
  }

  /// The variable that the engine provides to the expressions of an instance, unless the instance
  /// has one of this name.
  static let namespaceName = "camunda"

  /// Whether it reads the variable that the engine provides.
  var readsNamespace: Bool { names.contains(Self.namespaceName) }

  /// - Throws: an incident of type `EXTRACT_VALUE_ERROR`, or of the given type.
  func evaluate(
    _ context: FEELContext, in environment: FEELEnvironment,
    failing type: IncidentType = .extractValue
  ) throws(Failure) -> FEELValue {
    let result = compiled.evaluate(context, in: environment)
    if let failure = result.failure {
      throw Failure(
        type, "'\(shownText)' cannot be evaluated: \(failure).", help: Self.help(on: [self]))
    }
    return result.value
  }

  func string(_ context: FEELContext, in environment: FEELEnvironment) throws(Failure) -> String {
    let value = try evaluate(context, in: environment)
    guard case .string(let text) = value else { throw mismatch(value, "a string") }
    return text
  }

  func boolean(_ context: FEELContext, in environment: FEELEnvironment) throws(Failure) -> Bool {
    let value = try evaluate(context, in: environment)
    guard case .boolean(let answer) = value else { throw mismatch(value, "true or false") }
    return answer
  }

  func integer(_ context: FEELContext, in environment: FEELEnvironment) throws(Failure) -> Int {
    let value = try evaluate(context, in: environment)
    guard case .number(let number) = value, let integer = Int(number.description) else {
      throw mismatch(value, "a whole number")
    }
    return integer
  }

  /// A correlation key: a string, or a number truncated to an integer.
  func correlationKey(
    _ context: FEELContext, in environment: FEELEnvironment
  ) throws(Failure) -> String {
    let value = try evaluate(context, in: environment)
    switch value {
    case .string(let text): return text
    case .number(let number):
      let digits = number.description
      let whole = digits.firstIndex(of: ".").map { String(digits[..<$0]) } ?? digits
      return whole == "-0" ? "0" : whole
    default: throw mismatch(value, "a string or a number")
    }
  }

  func mismatch(_ value: FEELValue, _ wanted: String) -> Failure {
    Failure(
      .extractValue, "'\(shownText)' evaluates to \(value.shownText), but must be \(wanted).",
      help: Self.help(on: [self]))
  }

  /// The expression for messages.
  var shownText: String { SecretHole.display(text) }

  /// What to do about wrong values of expressions.
  static func help(on expressions: [ProcessExpression]) -> String {
    var paths: [String] = []
    for case .expression(let expression) in expressions.map(\.compiled) {
      for variable in expression.variables {
        let path = variable.path.joined(separator: ".")
        if !paths.contains(path) { paths.append(path) }
      }
    }
    guard !paths.isEmpty else { return "Correct the diagram, and start a new instance." }
    let names = paths.map { "'\($0)'" }.joined(separator: " or ")
    return "Correct \(names), then resolve the incident."
  }
}

extension FEELValue {
  private static let shownLength = 200

  /// The value for messages, shortened if it is long.
  fileprivate var shownText: String {
    text.count > Self.shownLength ? text.prefix(Self.shownLength) + "…" : text
  }
}

/// Why an element cannot continue; raised as an incident.
struct Failure: Error {
  var type: IncidentType
  /// The problem, with the expression and the value, in sentences.
  var message: String
  /// What to do before the incident is resolved, in sentences.
  var help: String

  init(_ type: IncidentType, _ message: String, help: String = "") {
    self.type = type
    self.message = message
    self.help = help
  }
}

/// The error types of Zeebe that this engine raises.
enum IncidentType: String, Sendable {
  case inputOutputMapping = "IO_MAPPING_ERROR"
  case jobWithoutRetries = "JOB_NO_RETRIES"
  case listenerWithoutRetries = "EXECUTION_LISTENER_NO_RETRIES"
  case taskListenerWithoutRetries = "TASK_LISTENER_NO_RETRIES"
  case adHocWithoutRetries = "AD_HOC_SUB_PROCESS_NO_RETRIES"
  case condition = "CONDITION_ERROR"
  case extractValue = "EXTRACT_VALUE_ERROR"
  case formNotFound = "FORM_NOT_FOUND"
  case resourceNotFound = "RESOURCE_NOT_FOUND"
  case unhandledError = "UNHANDLED_ERROR_EVENT"
  case calledElement = "CALLED_ELEMENT_ERROR"
  case messageSize = "MESSAGE_SIZE_EXCEEDED"
  /// A loop that never waits.
  case unknown = "UNKNOWN"
}
