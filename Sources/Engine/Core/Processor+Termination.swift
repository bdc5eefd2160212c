import EngineProtocol

// Termination of elements. It takes time where listeners are told of it.

extension Processor {
  /// Terminates an element after everything in it; without recursion, because calls can be nested
  /// deeply. If listeners must run first, the element remains, in phase `terminating`.
  /// - Parameter isSilent: whether listeners are not told, also those that would run now.
  mutating func terminate(_ key: EngineKey, isSilent: Bool = false) {
    var pending = [key]
    var elements: [EngineKey] = []
    while let next = pending.popLast() {
      guard let place = state.elements.place(of: next) else { continue }
      elements.append(next)
      pending += state.elements.children(of: place)
      if let called = state.elements[place].called { pending.append(called) }
    }
    for element in elements.reversed() {
      if isSilent { stopSilently(element) } else { stop(element) }
    }
  }

  /// Terminates everything else in the scope of an element.
  mutating func terminateSiblings(of key: EngineKey) {
    guard let scope = state.elements.scope(of: key) else { return }
    terminateContents(of: scope, except: key)
  }

  mutating func terminateContents(
    of scope: ElementTable.Place, except survivor: EngineKey? = nil
  ) {
    for child in state.elements.children(of: scope) where child != survivor { terminate(child) }
    if !state.elements[scope].tokens.isEmpty {
      emit(.tokensDropped(scope: state.elements[scope].key))
    }
  }

  /// Carries out a step once an element is terminated.
  mutating func perform(_ step: Step, after element: EngineKey) {
    if state.elements.place(of: element) == nil {
      perform(step)
    } else {
      emit(.stepHeld(key: element, step: step))
    }
  }

  /// Carries out a step once nothing in a scope is being terminated any more.
  mutating func perform(_ step: Step, afterContentsOf scope: EngineKey) {
    if isTerminatingContents(of: scope) {
      emit(.stepHeld(key: scope, step: step))
    } else {
      perform(step)
    }
  }

  func isTerminatingContents(of scope: EngineKey) -> Bool {
    guard let place = state.elements.place(of: scope) else { return false }
    return state.elements.children(of: place).contains { child in
      state.elements.place(of: child).map { state.elements[$0].phase } == .terminating
    }
  }

  /// Ends what an element does and waits for, and terminates it if nothing must happen before.
  private mutating func stop(_ key: EngineKey) {
    guard let place = state.elements.place(of: key), state.elements[place].phase != .terminating
    else { return }
    let element = state.elements[place]
    endWork(of: key, element)
    let node = state.elements.node(at: place)
    let isAlone = state.elements.childCount(of: place) == 0 && element.called == nil
    let isSilent = element.userTask == nil || node.taskListeners[.canceling].isEmpty
    if isAlone, isSilent, node.listeners.cancel.isEmpty {
      if let task = element.userTask { cancelUserTask(task) }
      if let outer = endTermination(key) { continueTermination(outer) }
      return
    }
    emit(.terminating(key: key))
    if let task = element.userTask { cancelUserTask(task) }
    continueTermination(key)
  }

  /// Terminates an element that has no contents any more, even while its listeners run.
  private mutating func stopSilently(_ key: EngineKey) {
    guard let element = state.elements[key] else { return }
    endWork(of: key, element)
    if let task = element.userTask { cancelUserTask(task, isSilent: true) }
    if let outer = endTermination(key) { continueTermination(outer) }
  }

  private mutating func endWork(of key: EngineKey, _ element: ElementState) {
    if let job = element.job {
      if let incident = state.jobs[job]?.incident { emit(.incidentResolved(key: incident)) }
      emit(.jobCanceled(key: job))
    }
    if let incident = element.incident { emit(.incidentResolved(key: incident)) }
    closeWaits(of: key)
  }

  /// Terminates an element in phase `terminating` if nothing is left in it and its listeners have
  /// run; then, in the same way, the elements around it.
  mutating func continueTermination(_ key: EngineKey) {
    var next: EngineKey? = key
    while let key = next { next = advanceTermination(key) }
  }

  /// - Returns: the element around that may be terminated next.
  private mutating func advanceTermination(_ key: EngineKey) -> EngineKey? {
    guard let place = state.elements.place(of: key) else { return nil }
    let element = state.elements[place]
    guard element.phase == .terminating, state.elements.childCount(of: place) == 0,
      element.called == nil, element.userTask == nil, element.job == nil
    else { return nil }
    do throws(Failure) {
      if try listen(.cancel, on: key, state.elements.node(at: place)) { return nil }
    } catch {
      raise(error, on: key)
      return nil
    }
    return endTermination(key)
  }

  private mutating func endTermination(_ key: EngineKey) -> EngineKey? {
    guard let element = state.elements[key] else { return nil }
    if let incident = element.incident { emit(.incidentResolved(key: incident)) }
    if let place = state.elements.place(of: key) { noteEnd(of: place) }
    emit(.terminated(key: key))
    if element.scope == 0 { removeDrained(element.definition) }
    if let event = element.compensator { completeCompensation(event) }
    if let lock = element.lock { enqueue(.startNext(lock)) }
    for step in element.held { perform(step) }
    let around = element.scope == 0 ? element.caller : element.scope
    guard let around, let place = state.elements.place(of: around) else { return nil }
    if state.elements[place].phase == .terminating { return around }
    releaseSteps(of: place)
    return nil
  }

  /// Carries out what waits for the termination of a scope's contents.
  private mutating func releaseSteps(of scope: ElementTable.Place) {
    let steps = state.elements[scope].held
    let key = state.elements[scope].key
    guard !steps.isEmpty, !isTerminatingContents(of: key) else { return }
    emit(.stepsReleased(key: key))
    for step in steps { perform(step) }
  }
}
