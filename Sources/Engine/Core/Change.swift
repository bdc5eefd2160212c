import BPMN
import EngineProtocol

/// An event with what it concerns, so that observers and the read model need no state of their own.
struct Change: Sendable {
  let event: Event
  /// The element instance that the event concerns; nil for a message, a deployment or a start
  /// timer.
  var place: Place?
  var detail = Detail.none

  /// An element instance.
  struct Place: Sendable {
    let key: EngineKey
    let instance: EngineKey
    let definition: Definition
    let node: NodeIndex

    var isInstance: Bool { node == ExecutableProcess.root }
    var element: Node { definition.process.node(node) }
  }

  enum Detail: Sendable {
    case none
    /// The definitions that a deployment adds.
    case deployed([Definition])
    case job(key: EngineKey, type: String, retries: Int)
    /// The event that a timer or subscription triggers.
    case node(NodeIndex)
    /// The start event that a timer triggers.
    case start(Definition, NodeIndex)
    case message(MessageTopic)
    /// The waiting event that receives a message.
    case received(MessageTopic, NodeIndex)
    case incident(IncidentState)
    /// The instance whose call activity called the ended instance.
    case called(by: EngineKey)
    /// The body of a loop, rather than one of its instances.
    case loopBody
    /// A user task, as it is before the event.
    case userTask(UserTaskState)
  }

  /// - Parameter state: the state before the event; for a deployment, `describe` adds the rest. It
  ///   is not changed: passed in another way, it would be copied for each event.
  init(_ event: Event, before state: inout EngineState) {
    self.event = event
    switch event {
    case .deployed, .formDeployed, .resourceDeployed, .resourceDeleted, .definitionRemoved,
      .workDeferred, .workResumed, .messageConsumed, .conditionalsEvaluated, .clusterVariableSet,
      .clusterVariableDeleted:
      break
    case .activating(let key, let instance, let definition, let node, let scope, _):
      guard let definition = state.definitions[definition] else { break }
      place = Place(key: key, instance: instance, definition: definition, node: node)
      if definition.process.node(node).loop != nil, state.place(scope)?.node != node {
        detail = .loopBody
      }
    case .called(_, let caller): place = state.place(caller)
    case .instanceTraitsSet(let key, _): place = state.place(key)
    case .activated(let key), .completing(let key), .loopStarted(let key, _),
      .loopCounted(let key, _), .listened(let key, _), .entrySet(let key, _):
      place = state.place(key)
    case .terminating(let key), .stepHeld(let key, _), .stepsReleased(let key),
      .adHocFulfilled(let key):
      place = state.place(key)
    case .completed(let key), .terminated(let key):
      place = state.place(key)
      if let place, place.isInstance, let caller = state.caller(of: key) {
        detail = .called(by: caller)
      }
    case .loopResultSet(let scope, _, _, _), .flowTaken(let scope, _), .tokensDropped(let scope),
      .variablesSet(let scope, _):
      place = state.place(scope)
    case .compensationTriggered(let scope, _): place = state.place(scope)
    case .compensating(let handler, _): place = state.place(handler)
    case .escalationThrown(let element, _, _): place = state.place(element)
    case .jobCreated(let key, let element, let type, let retries):
      place = state.place(element)
      detail = .job(key: key, type: type, retries: retries)
    case .jobActivated(let key, _, _, _), .jobCompleted(let key), .jobErrorThrown(let key, _, _),
      .jobTimedOut(let key), .jobAvailable(let key), .jobCanceled(let key),
      .jobRequestNoted(let key, _), .jobHeadersSet(let key, _), .jobListenerSet(let key, _),
      .jobPrioritySet(let key, _), .jobLeased(let key, _), .jobTimeoutUpdated(let key, _):
      concern(job: key, &state)
    case .jobFailed(let key, let retries, _, _), .jobRetriesUpdated(let key, let retries):
      concern(job: key, retries: retries, &state)
    case .userTaskCreating(_, let element, _, _): place = state.place(element)
    case .userTaskChanging(let key, _), .userTaskCorrected(let key, _), .userTaskChanged(let key),
      .userTaskUnchanged(let key, _):
      guard let task = state.userTasks[key] else { break }
      place = state.place(task.element)
      detail = .userTask(task)
    case .timerCreated(_, let element, let node, _),
      .subscriptionOpened(_, let element, let node, _):
      place = state.place(element)
      detail = .node(node)
    case .startTimerCreated(_, let definition, let node, _):
      if let definition = state.definitions[definition] { detail = .start(definition, node) }
    case .timerFired(let key, _), .timerCanceled(let key):
      if let timer = state.timers[key] {
        place = state.place(timer.element)
        detail = .node(timer.node)
      }
    case .subscriptionClosed(let key):
      if let subscription = state.subscriptions[key] {
        place = state.place(subscription.element)
        detail = .node(subscription.node)
      }
    case .messagePublished(_, let topic, _, _, _): detail = .message(topic)
    case .messageCorrelated(let key, _, let subscription):
      guard let topic = state.messages[key]?.topic,
        let subscription = state.subscriptions[subscription]
      else { break }
      place = state.place(subscription.element)
      detail = .received(topic, subscription.node)
    case .messageStarted(let key, _, let instance):
      place = state.place(instance)
      if let message = state.messages[key] { detail = .message(message.topic) }
    case .messageExpired(let key):
      if let message = state.messages[key] { detail = .message(message.topic) }
    case .signalBroadcast: break
    case .signalAwaited(_, let element, let node, _), .conditionAwaited(_, let element, let node):
      place = state.place(element)
      detail = .node(node)
    case .eventWaitEnded(let key):
      if let wait = state.eventWaits[key] {
        place = state.place(wait.element)
        detail = .node(wait.node)
      }
    case .incidentRaised(_, let element, _, _, _): place = state.place(element)
    case .incidentResolved(let key):
      guard let incident = state.incidents[key] else { break }
      place = state.place(incident.element)
      detail = .incident(incident)
    }
  }

  private mutating func concern(
    job key: EngineKey, retries: Int? = nil, _ state: inout EngineState
  ) {
    guard let job = state.jobs[key] else { return }
    place = state.place(job.element)
    detail = .job(key: key, type: job.type, retries: retries ?? job.retries)
  }

  /// Adds what exists only after a deployment.
  mutating func describe(after state: EngineState) {
    guard case .deployed(_, _, let processes) = event else { return }
    detail = .deployed(processes.compactMap { state.definitions[$0.key] })
  }
}

extension EngineState {
  /// The instance that called another.
  fileprivate func caller(of instance: EngineKey) -> EngineKey? {
    elements.place(of: instance).flatMap { elements[$0].caller }.flatMap(place)?.instance
  }

  func place(_ key: EngineKey) -> Change.Place? {
    elements.place(of: key).map { place in
      Change.Place(
        key: key, instance: elements[place].instance, definition: elements.definition(at: place),
        node: elements[place].node)
    }
  }
}
