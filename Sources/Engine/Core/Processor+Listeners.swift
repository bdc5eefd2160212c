import EngineProtocol
import JSON

// Execution listeners: jobs before an element's work and after it, one after another.

extension Processor {
  /// Creates the job of an element's first listener of an event, unless they have run already.
  ///
  /// When the last one is completed, the element's activation, completion or termination starts
  /// again and skips what is before the listeners.
  /// - Returns: whether the element waits for a job.
  /// - Throws: an incident; resolving it runs all listeners of the event again.
  mutating func listen(
    _ event: ExecutionListeners.Event, on key: EngineKey, _ node: Node
  ) throws(Failure) -> Bool {
    guard !node.listeners[event].isEmpty, let place = state.elements.place(of: key),
      state.elements[place].listened != event
    else { return false }
    if event == .end {
      closeWaits(of: key)
      if state.elements[place].phase != .completing { emit(.completing(key: key)) }
    }
    try createJob(of: node.listeners[event], 0, .execution(event), for: key)
    return true
  }

  /// Creates the job of a listener.
  mutating func createJob(
    of listeners: [Listener], _ index: Int, _ event: ListenerJob.Event, for key: EngineKey
  ) throws(Failure) {
    let listener = listeners[index]
    let type = try listener.type.string(
      visibleVariables(of: key, for: listener.type), in: environment)
    let retries = try listener.retries.integer(
      visibleVariables(of: key, for: listener.retries), in: environment)
    let job = createJob(
      JobAttributes(type: type, retries: retries), headers: listener.headers, for: key)
    emit(.jobListenerSet(key: job, listener: ListenerJob(event: event, index: index)))
  }

  /// Takes the variables of a listener's job, and continues with the next listener or the element.
  ///
  /// Those of an end listener are local to the scope around the element, and for a process to the
  /// process itself; those of other listeners are local to the element.
  mutating func completeListener(
    _ event: ExecutionListeners.Event, _ index: Int, of key: EngineKey, _ result: Variables
  ) {
    guard let place = state.elements.place(of: key) else { return }
    let listeners = state.elements.node(at: place).listeners[event]
    let scope = state.elements[place].scope
    startCounting(state.elements[place].instance)
    setVariables(result, in: event == .end && scope != 0 ? scope : key)
    guard index + 1 == listeners.count else {
      do throws(Failure) {
        try createJob(of: listeners, index + 1, .execution(event), for: key)
      } catch {
        raise(error, on: key)
      }
      return
    }
    emit(.listened(key: key, event: event))
    switch event {
    case .beforeAll, .start: activate(key)
    case .end: complete(key)
    case .cancel: continueTermination(key)
    }
  }
}
