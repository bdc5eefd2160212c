import FEEL

// What elements wait for: messages and timers, for themselves and for their boundary events.

extension Processor {
  /// A wait whose expressions were computed, so that opening it cannot fail.
  enum Wait {
    case message(MessageTopic)
    case timer(TimerSchedule)
  }

  /// Computes what an event waits for. Nil for errors, which are looked for when thrown.
  ///
  /// A boundary event's correlation key is computed in the surroundings of its activity, its
  /// message name and its timer inside (reference page engine, 2.5).
  func prepareWait(for node: Node, on key: EngineKey) throws(Failure) -> Wait? {
    let inside = visibleVariables(of: key)
    switch node.trigger {
    case .message(let name, let correlationKey):
      let isBoundary = state.elements[key]?.node != node.index
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

  func prepareBoundaryEvents(
    of node: Node, on key: EngineKey
  ) throws(Failure) -> [(node: NodeIndex, wait: Wait)] {
    guard !node.boundaryEvents.isEmpty, let element = state.elements[key] else { return [] }
    let process = process(of: element)
    var waits: [(node: NodeIndex, wait: Wait)] = []
    for index in node.boundaryEvents {
      if let wait = try prepareWait(for: process.node(index), on: key) {
        waits.append((index, wait))
      }
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

  mutating func closeWaits(of key: EngineKey) {
    guard let element = state.elements[key] else { return }
    for timer in element.timers { emit(.timerCanceled(key: timer)) }
    for subscription in element.subscriptions { emit(.subscriptionClosed(key: subscription)) }
  }
}
