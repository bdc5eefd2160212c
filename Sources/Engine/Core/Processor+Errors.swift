import BPMN
import EngineProtocol
import JSON

// BPMN errors: thrown by jobs and end events, caught by boundary events and event sub-processes.

extension Processor {
  /// An event that catches an error, and the element it is attached to.
  struct ErrorHandler {
    var element: EngineKey
    var event: NodeIndex
  }

  /// Searches outward from an element, including through call activities. Within a scope, an event
  /// with the error code takes precedence over one without.
  func errorHandler(for code: String, from key: EngineKey) -> ErrorHandler? {
    var current = key
    while let element = state.elements.place(of: current) {
      let events = errorEvents(on: element)
      if state.elements[element].phase == .active || current == key,
        let event = events.first(where: { $0.code == code })
          ?? events.first(where: { $0.code == nil })
      {
        return ErrorHandler(element: current, event: event.node)
      }
      current = state.elements[element].caller ?? state.elements[element].scope
    }
    return nil
  }

  private func errorEvents(on element: ElementTable.Place) -> [(node: NodeIndex, code: String?)] {
    let isInterrupted = isInterrupted(element)
    return events(of: element).compactMap { event in
      guard case .error(let code) = event.trigger, event.type != .startEvent || !isInterrupted
      else { return nil }
      return (event.index, code)
    }
  }

  /// The error's variables stay local to a boundary event, unless output mappings propagate them;
  /// those of an event sub-process are merged, like those of other events.
  mutating func catchError(with handler: ErrorHandler, variables: JSONObject) {
    guard let element = state.elements.place(of: handler.element) else { return }
    let isBoundary = state.elements.process(at: element).node(handler.event).type == .boundaryEvent
    trigger(
      handler.element, handler.event, with: isBoundary ? .local(variables) : .merged(variables))
  }

  func unhandled(_ code: String, message: String = "", from key: EngineKey) -> Failure {
    var codes: [String] = []
    var current = key
    while let element = state.elements.place(of: current) {
      codes += errorEvents(on: element).compactMap(\.code)
      current = state.elements[element].caller ?? state.elements[element].scope
    }
    let known =
      codes.isEmpty
      ? "No error codes are caught here."
      : "Error codes caught here: " + codes.map { "'\($0)'" }.joined(separator: ", ") + "."
    let detail = message.isEmpty ? "" : " (\(message))"
    return Failure(.unhandledError, "The error '\(code)'\(detail) is not caught. \(known)")
  }
}
