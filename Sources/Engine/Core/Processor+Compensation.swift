import BPMN
import EngineProtocol

// Compensation: completed activities are undone by their handlers.

extension Processor {
  /// Starts the handlers of the completed activities of an event's scope; inside an event
  /// sub-process, also those of the scope around it. Each activity is compensated once. All handlers
  /// start at the same time, in the scope of the event, which waits for them.
  /// - Parameter activity: compensates only this activity.
  /// - Returns: whether there is anything to wait for.
  mutating func compensate(_ activity: NodeIndex?, by event: EngineKey) -> Bool {
    guard let scope = state.elements.scope(of: event) else { return false }
    let key = state.elements[scope].key
    var compensations: [Compensation] = []
    for scope in [scope, scopeAround(eventSubProcess: scope)].compactMap({ $0 }) {
      let triggered = state.elements[scope].compensable.filter {
        activity == nil || $0.node == activity
      }
      guard !triggered.isEmpty else { continue }
      emit(
        .compensationTriggered(
          scope: state.elements[scope].key, activities: triggered.map(\.key)))
      compensations += triggered.flatMap(\.compensations)
    }
    for compensation in compensations {
      start(compensation.boundary, key, .none)
      guard let handler = create(compensation.handler, in: key, consuming: []) else { continue }
      emit(.compensating(handler: handler, event: event))
      enqueue(.activate(handler))
    }
    return !compensations.isEmpty
  }

  /// A handler has ended: its compensation event completes after the last one, whether they have
  /// completed or were terminated.
  mutating func completeCompensation(_ event: EngineKey) {
    if state.elements[event]?.handlers == 0 { enqueue(.complete(event)) }
  }

  /// The scope that contains an event sub-process; nil for any other scope.
  private func scopeAround(eventSubProcess scope: ElementTable.Place) -> ElementTable.Place? {
    guard let outer = state.elements.scope(of: scope) else { return nil }
    let node = state.elements[scope].node
    let process = state.elements.process(at: outer)
    let isTriggered = state.elements.node(at: outer).events.contains {
      process.node($0).scope == node
    }
    return isTriggered ? outer : nil
  }
}
