import BPMN
import EngineProtocol
import FEEL

// What elements wait for: messages and timers, for themselves and for events around or in them.

extension Processor {
  /// A wait whose expressions were computed, so that opening it cannot fail.
  enum Wait {
    case message(MessageTopic)
    case timer(TimerSchedule)
  }

  /// Computes what an event waits for. Nil for errors, which are looked for when thrown.
  ///
  /// A boundary event's correlation key is computed in the surroundings of its activity, its
  /// message name and its timer inside.
  func prepareWait(for node: Node, on key: EngineKey) throws(Failure) -> Wait? {
    let inside = visibleVariables(of: key)
    switch node.trigger {
    case .message(let name, let correlationKey):
      let isBoundary = node.type == .boundaryEvent
      let scope = isBoundary ? visibleVariables(of: state.elements[key]?.scope ?? key) : inside
      return .message(
        MessageTopic(
          name: try name.string(inside, in: environment),
          correlationKey: try correlationKey.correlationKey(scope, in: environment)))
    case .timer(let timer):
      return .timer(try timer.schedule(inside, in: environment, now: now))
    case .error, nil: return nil
    }
  }

  /// Computes what an activity or gateway listens for from its activation on.
  func prepareEvents(on key: EngineKey) throws(Failure) -> [(node: NodeIndex, wait: Wait)] {
    try prepareEvents(on: key) { $0.type != .startEvent }
  }

  /// Computes what starts the event sub-processes of a scope. They are listened for once the
  /// scope's own start event has brought its variables.
  func prepareStarts(in scope: EngineKey) throws(Failure) -> [(node: NodeIndex, wait: Wait)] {
    try prepareEvents(on: scope) { $0.type == .startEvent }
  }

  private func prepareEvents(
    on key: EngineKey, where isMeant: (Node) -> Bool
  ) throws(Failure) -> [(node: NodeIndex, wait: Wait)] {
    guard let element = state.elements[key] else { return [] }
    var waits: [(node: NodeIndex, wait: Wait)] = []
    for event in events(of: element) where isMeant(event) {
      if let wait = try prepareWait(for: event, on: key) { waits.append((event.index, wait)) }
    }
    return waits
  }

  mutating func open(_ wait: Wait?, for node: NodeIndex, on key: EngineKey) {
    switch wait {
    case .message(let topic):
      let subscription = newKey()
      emit(.subscriptionOpened(key: subscription, element: key, node: node, topic: topic))
      enqueue(.findMessage(subscription: subscription))
    case .timer(let schedule):
      emit(.timerCreated(key: newKey(), element: key, node: node, schedule: schedule))
    case nil: break
    }
  }

  /// Stops waiting for all events of an element, or for some.
  mutating func closeWaits(of key: EngineKey, where isMeant: (Node) -> Bool = { _ in true }) {
    guard let element = state.elements[key] else { return }
    let process = process(of: element)
    for timer in element.timers where isMeant(process.node(state.timers[timer]?.node ?? 0)) {
      emit(.timerCanceled(key: timer))
    }
    for subscription in element.subscriptions
    where isMeant(process.node(state.subscriptions[subscription]?.node ?? 0)) {
      emit(.subscriptionClosed(key: subscription))
    }
  }
}
