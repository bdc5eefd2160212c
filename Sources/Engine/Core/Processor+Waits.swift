import BPMN
import EngineProtocol
import FEEL

// What elements wait for: messages, signals, conditions and timers, their own and those of
// attached events.

extension Processor {
  /// A wait whose expressions were evaluated, so that opening it cannot fail.
  enum Wait {
    case message(MessageTopic)
    case timer(TimerSchedule)
    case signal(String)
    case condition
  }

  /// Evaluates what an event waits for. Nil for errors and escalations, whose handlers are
  /// searched when they are thrown, and for a timer that never fires.
  ///
  /// A boundary event's correlation key is evaluated in the scope around its activity, its message
  /// name and timer inside the activity.
  func prepareWait(for node: Node, on key: EngineKey) throws(Failure) -> Wait? {
    switch node.trigger {
    case .message(let name, let correlationKey):
      let isBoundary = node.type == .boundaryEvent
      let scope = isBoundary ? state.elements[key]?.scope ?? key : key
      return .message(
        MessageTopic(
          name: try name.string(visibleVariables(of: key, for: name), in: environment),
          correlationKey: try correlationKey.correlationKey(
            visibleVariables(of: scope, for: correlationKey), in: environment)))
    case .timer(let timer):
      let variables = visibleVariables(of: key, for: timer.expression)
      return try timer.schedule(variables, in: environment, now: now).map(Wait.timer)
    case .signal(let name):
      return .signal(try name.string(visibleVariables(of: key, for: name), in: environment))
    case .condition: return .condition
    case .thrown, nil: return nil
    }
  }

  /// Evaluates what an activity or gateway listens for once it is active.
  func prepareEvents(on key: EngineKey) throws(Failure) -> [(node: NodeIndex, wait: Wait)] {
    try prepareEvents(on: key) { $0.type != .startEvent }
  }

  /// Evaluates the start events of a scope's event sub-processes. Their subscriptions open after
  /// the scope's own start event has set its variables.
  func prepareStarts(in scope: EngineKey) throws(Failure) -> [(node: NodeIndex, wait: Wait)] {
    try prepareEvents(on: scope) { $0.type == .startEvent }
  }

  private func prepareEvents(
    on key: EngineKey, where isMeant: (Node) -> Bool
  ) throws(Failure) -> [(node: NodeIndex, wait: Wait)] {
    guard let place = state.elements.place(of: key),
      !state.elements.node(at: place).events.isEmpty
    else { return [] }
    var waits: [(node: NodeIndex, wait: Wait)] = []
    for event in events(of: place) where isMeant(event) {
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
    case .signal(let name):
      emit(.signalAwaited(key: newKey(), element: key, node: node, signal: name))
    case .condition: openCondition(for: node, on: key)
    case nil: break
    }
  }

  /// Closes the waits of an element, or some of them.
  mutating func closeWaits(of key: EngineKey, where isMeant: (Node) -> Bool = { _ in true }) {
    guard let place = state.elements.place(of: key) else { return }
    let process = state.elements.process(at: place)
    for timer in state.elements[place].timers
    where isMeant(process.node(state.timers[timer]?.node ?? 0)) {
      emit(.timerCanceled(key: timer))
    }
    for subscription in state.elements[place].subscriptions
    where isMeant(process.node(state.subscriptions[subscription]?.node ?? 0)) {
      emit(.subscriptionClosed(key: subscription))
    }
    for wait in state.elements[place].eventWaits
    where isMeant(process.node(state.eventWaits[wait]?.node ?? 0)) {
      emit(.eventWaitEnded(key: wait))
    }
  }
}
