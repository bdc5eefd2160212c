import EngineProtocol
import FEEL

extension HistoryBuffer {
  /// Adds everything that is alive. What has ended is not known, nor when something began.
  mutating func add(everythingIn state: EngineState, at time: Int64) {
    var state = state
    func note(_ event: Event) { add(Change(event, before: &state), at: time) }
    add(state.definitions.values.sorted { $0.key < $1.key }, at: time)
    for key in state.draining.sorted() { note(.resourceDeleted(key: key)) }
    for key in state.elements.keys.sorted() {
      guard let element = state.elements[key] else { continue }
      note(
        .activating(
          key: key, instance: element.instance, definition: element.definition,
          node: element.node, scope: element.scope, consuming: []))
      if let caller = element.caller { note(.called(key: key, caller: caller)) }
      if let traits = state.traits[key] { note(.instanceTraitsSet(key: key, traits: traits)) }
      if !element.variables.isEmpty {
        note(.variablesSet(scope: key, variables: Variables(element.variables.json)))
      }
    }
    for (key, job) in state.jobs {
      note(.jobCreated(key: key, element: job.element, type: job.type, retries: job.retries))
      if job.priority != 0 { note(.jobPrioritySet(key: key, priority: job.priority)) }
      if let headers = job.headers { note(.jobHeadersSet(key: key, headers: headers)) }
      if let listener = job.listener { note(.jobListenerSet(key: key, listener: listener)) }
      switch job.phase {
      case .available: break
      case .activated:
        note(
          .jobActivated(
            key: key, token: job.token ?? 0, worker: job.worker, deadline: job.deadline))
      case .failed:
        note(.jobFailed(key: key, retries: job.retries, message: "", availableAt: job.deadline))
      case .errorThrown: note(.jobErrorThrown(key: key, code: "", message: ""))
      }
    }
    for (key, task) in state.userTasks {
      note(
        .userTaskCreating(
          key: key, element: task.element, attributes: task.attributes, form: task.form))
      if let transition = task.transition {
        note(.userTaskChanging(key: key, transition: transition))
      } else {
        note(.userTaskChanged(key: key))
      }
    }
    for (key, timer) in state.timers {
      note(
        .timerCreated(
          key: key, element: timer.element, node: timer.node, schedule: timer.schedule))
    }
    for (key, subscription) in state.subscriptions {
      note(
        .subscriptionOpened(
          key: key, element: subscription.element, node: subscription.node,
          topic: subscription.topic))
    }
    for (key, wait) in state.eventWaits {
      if let signal = wait.signal {
        note(.signalAwaited(key: key, element: wait.element, node: wait.node, signal: signal))
      } else {
        note(.conditionAwaited(key: key, element: wait.element, node: wait.node))
      }
    }
    for (key, incident) in state.incidents {
      note(
        .incidentRaised(
          key: key, element: incident.element, job: incident.job, type: incident.type,
          message: incident.message))
    }
  }
}
