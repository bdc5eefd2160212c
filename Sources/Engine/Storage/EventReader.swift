import JSON

/// Reads events in the format of `EventWriter`.
struct EventReader {
  private var fields: ArraySlice<JSONNode>

  /// The text is not a list of events known to this version.
  struct Fault: Error {}

  static func events(in text: String) throws -> [Event] {
    try JSONNode(parsing: Array(text.utf8)).items.map { item in
      var reader = EventReader(fields: item.items[...])
      let event = try reader.event(named: try reader.next())
      guard reader.fields.isEmpty else { throw Fault() }
      return event
    }
  }

  init(fields: ArraySlice<JSONNode>) {
    self.fields = fields
  }

  mutating func next<Field: LogField>() throws -> Field {
    guard let node = fields.popFirst() else { throw Fault() }
    return try Field(node)
  }

  /// The next value; nil if there is none, because an older version wrote fewer.
  mutating func nextIfAny<Field: LogField>() throws -> Field? {
    fields.isEmpty ? nil : try next()
  }

  private mutating func event(named name: String) throws -> Event {
    switch name {
    case "deployed":
      .deployed(key: try next(), resource: try next(), processes: try next())
    case "formDeployed":
      .formDeployed(
        key: try next(), deployment: try next(), form: try next(), resource: try next())
    case "resourceDeployed":
      .resourceDeployed(
        key: try next(), deployment: try next(), document: try next(), resource: try next())
    case "resourceDeleted": .resourceDeleted(key: try next())
    case "definitionRemoved": .definitionRemoved(key: try next())
    case "activating":
      .activating(
        key: try next(), instance: try next(), definition: try next(), node: try next(),
        scope: try next(), consuming: try next())
    case "called": .called(key: try next(), caller: try next())
    case "instanceTraitsSet": .instanceTraitsSet(key: try next(), traits: try next())
    case "activated": .activated(key: try next())
    case "completing": .completing(key: try next())
    case "completed": .completed(key: try next())
    case "terminating": .terminating(key: try next())
    case "terminated": .terminated(key: try next())
    case "stepHeld": .stepHeld(key: try next(), step: try next())
    case "stepsReleased": .stepsReleased(key: try next())
    case "loopStarted": .loopCounted(key: try next(), count: try next())
    case "loopBegan": .loopStarted(key: try next(), items: try next())
    case "loopResultSet":
      .loopResultSet(
        scope: try next(), variable: try next(), number: try next(), value: try next())
    case "flowTaken": .flowTaken(scope: try next(), flow: try next())
    case "tokensDropped": .tokensDropped(scope: try next())
    case "variablesSet": .variablesSet(scope: try next(), variables: try next())
    case "adHocFulfilled": .adHocFulfilled(key: try next())
    case "escalationThrown":
      .escalationThrown(element: try next(), code: try next(), catcher: try next())
    case "compensationTriggered":
      .compensationTriggered(scope: try next(), activities: try next())
    case "compensating": .compensating(handler: try next(), event: try next())
    case "jobCreated":
      .jobCreated(key: try next(), element: try next(), type: try next(), retries: try next())
    case "jobListenerSet": .jobListenerSet(key: try next(), listener: try next())
    case "listened": .listened(key: try next(), event: try next())
    case "entrySet": .entrySet(key: try next(), entry: try next())
    case "jobHeadersSet": .jobHeadersSet(key: try next(), headers: try next())
    case "jobActivated":
      .jobActivated(
        key: try next(), token: try next(), worker: try next(), deadline: try next())
    case "jobPrioritySet": .jobPrioritySet(key: try next(), priority: try next())
    case "jobLeased": .jobLeased(key: try next(), lease: try next())
    case "jobTimeoutUpdated": .jobTimeoutUpdated(key: try next(), deadline: try next())
    case "jobCompleted": .jobCompleted(key: try next())
    case "jobFailed":
      .jobFailed(
        key: try next(), retries: try next(), message: try next(), availableAt: try next())
    case "jobErrorThrown":
      .jobErrorThrown(key: try next(), code: try next(), message: try next())
    case "jobTimedOut": .jobTimedOut(key: try next())
    case "jobAvailable": .jobAvailable(key: try next())
    case "jobRetriesUpdated": .jobRetriesUpdated(key: try next(), retries: try next())
    case "jobCanceled": .jobCanceled(key: try next())
    case "jobRequestNoted": .jobRequestNoted(key: try next(), description: try next())
    case "userTaskCreating":
      .userTaskCreating(
        key: try next(), element: try next(), attributes: try next(), form: try next())
    case "userTaskChanging": .userTaskChanging(key: try next(), transition: try next())
    case "userTaskCorrected": .userTaskCorrected(key: try next(), attributes: try next())
    case "userTaskChanged": .userTaskChanged(key: try next())
    case "userTaskUnchanged": .userTaskUnchanged(key: try next(), reason: try next())
    case "timerCreated":
      .timerCreated(
        key: try next(), element: try next(), node: try next(), schedule: try next())
    case "startTimerCreated":
      .startTimerCreated(
        key: try next(), definition: try next(), node: try next(), schedule: try next())
    case "timerFired": .timerFired(key: try next(), next: try next())
    case "timerCanceled": .timerCanceled(key: try next())
    case "subscriptionOpened":
      .subscriptionOpened(
        key: try next(), element: try next(), node: try next(), topic: try next())
    case "subscriptionClosed": .subscriptionClosed(key: try next())
    case "messagePublished":
      .messagePublished(
        key: try next(), topic: try next(), id: try next(), deadline: try next(),
        variables: try next())
    case "messageCorrelated":
      .messageCorrelated(key: try next(), process: try next(), subscription: try next())
    case "messageStarted":
      .messageStarted(key: try next(), process: try next(), instance: try next())
    case "messageConsumed": .messageConsumed(key: try next())
    case "messageExpired": .messageExpired(key: try next())
    case "signalBroadcast":
      .signalBroadcast(key: try next(), name: try next(), variables: try next())
    case "signalAwaited":
      .signalAwaited(
        key: try next(), element: try next(), node: try next(), signal: try next())
    case "conditionAwaited":
      .conditionAwaited(key: try next(), element: try next(), node: try next())
    case "conditionalsEvaluated": .conditionalsEvaluated(key: try next())
    case "clusterVariableSet": .clusterVariableSet(key: try next(), variable: try next())
    case "clusterVariableDeleted": .clusterVariableDeleted(key: try next())
    case "eventWaitEnded": .eventWaitEnded(key: try next())
    case "incidentRaised":
      .incidentRaised(
        key: try next(), element: try next(), job: try next(), type: try next(),
        message: try next())
    case "incidentResolved": .incidentResolved(key: try next())
    case "workDeferred": .workDeferred(instance: 0, steps: try next())
    case "workResumed": .workResumed(instance: 0, count: try next())
    case "workPostponed": .workDeferred(instance: try next(), steps: try next())
    case "workContinued": .workResumed(instance: try next(), count: try next())
    default: throw Fault()
    }
  }
}
