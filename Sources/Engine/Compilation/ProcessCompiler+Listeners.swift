import BPMN
import Diagnostics
import FEEL
import XML

extension ProcessCompiler {
  /// The execution listeners of an element; reports unsupported ones.
  mutating func executionListeners(of element: BPMNElement) -> ExecutionListeners {
    var listeners = ExecutionListeners()
    for (part, event) in parts("executionListener", of: element) {
      guard let event = ExecutionListeners.Event(rawValue: event.value) else {
        report(
          .unsupported("the execution listener '\(event.value)'", at: event.location, of: element))
        continue
      }
      guard let listener = listener(part, of: element) else { continue }
      switch event {
      case .beforeAll: listeners.beforeAll.append(listener)
      case .start: listeners.start.append(listener)
      case .end: listeners.end.append(listener)
      case .cancel: listeners.cancel.append(listener)
      }
    }
    return listeners
  }

  /// The task listeners of a user task; reports unsupported ones.
  mutating func taskListeners(of element: BPMNElement) -> TaskListeners {
    var listeners = TaskListeners()
    for (part, event) in parts("taskListener", of: element) {
      guard let kind = UserTaskTransition.Kind(listenerEvent: event.value) else {
        report(.unsupported("the task listener '\(event.value)'", at: event.location, of: element))
        continue
      }
      if let listener = listener(part, of: element) { listeners.add(listener, for: kind) }
    }
    return listeners
  }

  /// The listeners of a kind with their events.
  private mutating func parts(
    _ name: String, of element: BPMNElement
  ) -> [(part: XMLElement, event: XMLAttribute)] {
    guard let list = element.zeebe(name + "s") else { return [] }
    return list.children.filter { $0.name.local == name }.compactMap { part in
      if let event = part.attribute("eventType") { return (part, event) }
      reject(element)
      return nil
    }
  }

  private mutating func listener(_ part: XMLElement, of element: BPMNElement) -> Listener? {
    guard let type = part.attribute("type"), !type.value.isEmpty else {
      reject(element)
      return nil
    }
    guard let type = expression(type, of: element),
      let retries = compile(part["retries"] ?? "3", of: element)
    else { return nil }
    return Listener(
      type: type, retries: retries, headers: element.headers.merging(part.listenerHeaders) { $1 })
  }
}

extension UserTaskTransition.Kind {
  /// - Parameter listenerEvent: the event of a task listener; Camunda also accepts names from before
  ///   8.8.
  fileprivate init?(listenerEvent: String) {
    switch listenerEvent {
    case "create": self = .creating
    case "assignment": self = .assigning
    case "update": self = .updating
    case "complete": self = .completing
    case "cancel": self = .canceling
    default: self.init(rawValue: listenerEvent)
    }
  }
}
