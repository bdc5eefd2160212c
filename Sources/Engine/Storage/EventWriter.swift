import JSON

/// Writes events in the log format: a JSON array of arrays, each with the event's name and its
/// values in the order of `Event`.
///
/// Written by hand, because durable commands wait for the log. Existing logs must stay readable: a
/// new kind of event gets a new name (`EventReader`).
struct EventWriter {
  private var bytes: [UInt8] = []

  init() {}

  /// What was written.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  static func text(of changes: [Change]) -> String {
    var writer = EventWriter()
    writer.bytes.reserveCapacity(changes.count * 40)
    for change in changes {
      writer.bytes.append(writer.bytes.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
      writer.write(change.event)
    }
    if changes.isEmpty { writer.raw("[") }
    writer.raw("]")
    return writer.text
  }

  private mutating func write(_ event: Event) {
    switch event {
    case .deployed(let key, let resource, let processes):
      record("deployed", key, resource, processes)
    case .formDeployed(let key, let deployment, let form, let resource):
      record("formDeployed", key, deployment, form, resource)
    case .resourceDeployed(let key, let deployment, let document, let resource):
      record("resourceDeployed", key, deployment, document, resource)
    case .resourceDeleted(let key): record("resourceDeleted", key)
    case .definitionRemoved(let key): record("definitionRemoved", key)
    case .activating(let key, let instance, let definition, let node, let scope, let consuming):
      record("activating", key, instance, definition, node, scope, consuming)
    case .called(let key, let caller): record("called", key, caller)
    case .instanceTraitsSet(let key, let traits): record("instanceTraitsSet", key, traits)
    case .activated(let key): record("activated", key)
    case .completing(let key): record("completing", key)
    case .completed(let key): record("completed", key)
    case .terminating(let key): record("terminating", key)
    case .terminated(let key): record("terminated", key)
    case .stepHeld(let key, let step): record("stepHeld", key, step)
    case .stepsReleased(let key): record("stepsReleased", key)
    case .loopStarted(let key, let items): record("loopBegan", key, items)
    case .loopCounted(let key, let count): record("loopStarted", key, count)
    case .loopResultSet(let scope, let variable, let number, let value):
      record("loopResultSet", scope, variable, number, value)
    case .flowTaken(let scope, let flow): record("flowTaken", scope, flow)
    case .tokensDropped(let scope): record("tokensDropped", scope)
    case .variablesSet(let scope, let variables): record("variablesSet", scope, variables)
    case .adHocFulfilled(let key): record("adHocFulfilled", key)
    case .escalationThrown(let element, let code, let catcher):
      record("escalationThrown", element, code, catcher)
    case .compensationTriggered(let scope, let activities):
      record("compensationTriggered", scope, activities)
    case .compensating(let handler, let event): record("compensating", handler, event)
    case .jobCreated(let key, let element, let type, let retries):
      record("jobCreated", key, element, type, retries)
    case .jobListenerSet(let key, let listener): record("jobListenerSet", key, listener)
    case .listened(let key, let event): record("listened", key, event)
    case .entrySet(let key, let entry): record("entrySet", key, entry)
    case .jobHeadersSet(let key, let headers): record("jobHeadersSet", key, headers)
    case .jobActivated(let key, let token, let worker, let deadline):
      record("jobActivated", key, token, worker, deadline)
    case .jobPrioritySet(let key, let priority): record("jobPrioritySet", key, priority)
    case .jobLeased(let key, let lease): record("jobLeased", key, lease)
    case .jobTimeoutUpdated(let key, let deadline): record("jobTimeoutUpdated", key, deadline)
    case .jobCompleted(let key): record("jobCompleted", key)
    case .jobFailed(let key, let retries, let message, let availableAt):
      record("jobFailed", key, retries, message, availableAt)
    case .jobErrorThrown(let key, let code, let message):
      record("jobErrorThrown", key, code, message)
    case .jobTimedOut(let key): record("jobTimedOut", key)
    case .jobAvailable(let key): record("jobAvailable", key)
    case .jobRetriesUpdated(let key, let retries): record("jobRetriesUpdated", key, retries)
    case .jobCanceled(let key): record("jobCanceled", key)
    case .jobRequestNoted(let key, let description):
      record("jobRequestNoted", key, description)
    case .userTaskCreating(let key, let element, let attributes, let form):
      record("userTaskCreating", key, element, attributes, form)
    case .userTaskChanging(let key, let transition): record("userTaskChanging", key, transition)
    case .userTaskCorrected(let key, let attributes):
      record("userTaskCorrected", key, attributes)
    case .userTaskChanged(let key): record("userTaskChanged", key)
    case .userTaskUnchanged(let key, let reason): record("userTaskUnchanged", key, reason)
    case .timerCreated(let key, let element, let node, let schedule):
      record("timerCreated", key, element, node, schedule)
    case .startTimerCreated(let key, let definition, let node, let schedule):
      record("startTimerCreated", key, definition, node, schedule)
    case .timerFired(let key, let next): record("timerFired", key, next)
    case .timerCanceled(let key): record("timerCanceled", key)
    case .subscriptionOpened(let key, let element, let node, let topic):
      record("subscriptionOpened", key, element, node, topic)
    case .subscriptionClosed(let key): record("subscriptionClosed", key)
    case .messagePublished(let key, let topic, let id, let deadline, let variables):
      record("messagePublished", key, topic, id, deadline, variables)
    case .messageCorrelated(let key, let process, let subscription):
      record("messageCorrelated", key, process, subscription)
    case .messageStarted(let key, let process, let instance):
      record("messageStarted", key, process, instance)
    case .messageConsumed(let key): record("messageConsumed", key)
    case .messageExpired(let key): record("messageExpired", key)
    case .signalBroadcast(let key, let name, let variables):
      record("signalBroadcast", key, name, variables)
    case .signalAwaited(let key, let element, let node, let signal):
      record("signalAwaited", key, element, node, signal)
    case .conditionAwaited(let key, let element, let node):
      record("conditionAwaited", key, element, node)
    case .eventWaitEnded(let key): record("eventWaitEnded", key)
    case .conditionalsEvaluated(let key): record("conditionalsEvaluated", key)
    case .clusterVariableSet(let key, let variable): record("clusterVariableSet", key, variable)
    case .clusterVariableDeleted(let key): record("clusterVariableDeleted", key)
    case .incidentRaised(let key, let element, let job, let type, let message):
      record("incidentRaised", key, element, job, type, message)
    case .incidentResolved(let key): record("incidentResolved", key)
    case .workDeferred(let instance, let steps): record("workPostponed", instance, steps)
    case .workResumed(let instance, let count): record("workContinued", instance, count)
    }
  }

  mutating func record<each Field: LogField>(
    _ name: StaticString, _ fields: repeat each Field
  ) {
    raw("[\"")
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    raw("\"")
    for field in repeat each fields {
      raw(",")
      field.write(to: &self)
    }
    raw("]")
  }

  /// A list of values.
  mutating func values<First: LogField, each Field: LogField>(
    _ first: First, _ fields: repeat each Field
  ) {
    raw("[")
    first.write(to: &self)
    for field in repeat each fields {
      raw(",")
      field.write(to: &self)
    }
    raw("]")
  }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func list(_ fields: some Sequence<some LogField>) {
    raw("[")
    for (index, field) in fields.enumerated() {
      if index > 0 { raw(",") }
      field.write(to: &self)
    }
    raw("]")
  }
}
