import EngineProtocol
import FEEL

/// A compiled text of the model, FEEL or static, with the text for messages.
struct ProcessExpression: Sendable {
  let text: String
  let compiled: ZeebeExpression

  /// - Throws: an incident of type `EXTRACT_VALUE_ERROR`, or of the given one.
  func evaluate(
    _ context: FEELContext, in environment: FEELEnvironment,
    failing type: IncidentType = .extractValue
  ) throws(Failure) -> FEELValue {
    let result = compiled.evaluate(context, in: environment)
    if let failure = result.failure {
      throw Failure(type, "'\(shownText)' could not be evaluated: \(failure)")
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

  /// A correlation key: text, or a number whose fraction is cut off.
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
    Failure(.extractValue, "'\(shownText)' gives \(value.text), but \(wanted) is needed here")
  }

  private var shownText: String { SecretHole.display(text) }
}

/// Why an element cannot go on: it becomes an incident.
struct Failure: Error {
  var type: IncidentType
  var message: String

  init(_ type: IncidentType, _ message: String) {
    self.type = type
    self.message = message
  }
}

/// Zeebe's names of what can go wrong, as far as this engine can.
enum IncidentType: String, Sendable {
  case inputOutputMapping = "IO_MAPPING_ERROR"
  case jobWithoutRetries = "JOB_NO_RETRIES"
  case condition = "CONDITION_ERROR"
  case extractValue = "EXTRACT_VALUE_ERROR"
  case unhandledError = "UNHANDLED_ERROR_EVENT"
  case calledElement = "CALLED_ELEMENT_ERROR"
  /// A loop that never waits.
  case unknown = "UNKNOWN"
}
