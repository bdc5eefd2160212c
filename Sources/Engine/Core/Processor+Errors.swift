import BPMN
import EngineProtocol
import JSON

// BPMN errors: thrown by jobs and end events, caught by boundary events and event sub-processes.

extension Processor {
  /// The error's variables stay local to a boundary event, unless output mappings propagate them;
  /// those of an event sub-process are merged, like those of other events.
  mutating func catchError(with catcher: Catcher, variables: JSONObject) {
    guard let element = state.elements.place(of: catcher.element) else { return }
    let isBoundary = state.elements.process(at: element).node(catcher.event).type == .boundaryEvent
    react(
      catcher.element, catcher.event, to: isBoundary ? .local(variables) : .merged(variables))
  }

  func unhandled(_ code: String, message: String = "", from key: EngineKey) -> Failure {
    let codes = caughtCodes(of: .error, from: key)
    let known =
      codes.isEmpty
      ? "No error codes are caught here."
      : "Error codes caught here: " + codes.map { "'\($0)'" }.joined(separator: ", ") + "."
    let detail = message.isEmpty ? "" : " (\(message))"
    return Failure(
      .unhandledError, "The error '\(code)'\(detail) is not caught. \(known)",
      help: "Catch it with an error event, or resolve the incident to try again.")
  }
}
