import EngineProtocol
import JSON

/// A change of the engine's state; the log is a list of events.
///
/// Keys identify element instances (a process instance is its root element instance), jobs, timers,
/// subscriptions, messages, incidents and deployments. `EventWriter` defines the log format.
enum Event: Sendable {
  case deployed(key: EngineKey, resource: LoggedResource, processes: [LoggedProcess])

  case formDeployed(
    key: EngineKey, deployment: EngineKey, form: LoggedDocument, resource: LoggedResource)

  /// The same for a file of another kind.
  case resourceDeployed(
    key: EngineKey, deployment: EngineKey, document: LoggedDocument, resource: LoggedResource)

  /// A version of a process or form was deleted; a process version stays while instances run.
  case resourceDeleted(key: EngineKey)
  /// A deleted process version has no instances any more.
  case definitionRemoved(key: EngineKey)

  // Elements
  case activating(
    key: EngineKey, instance: EngineKey, definition: EngineKey, node: NodeIndex, scope: EngineKey,
    /// The flows whose tokens it consumes.
    consuming: [FlowIndex])
  /// A call activity called the process instance and waits for it.
  case called(key: EngineKey, caller: EngineKey)
  case instanceTraitsSet(key: EngineKey, traits: InstanceTraits)
  case activated(key: EngineKey)
  /// The element's work is done, but an incident blocks its completion.
  case completing(key: EngineKey)
  case completed(key: EngineKey)
  /// The element is being terminated: it waits for listeners, or for its contents.
  case terminating(key: EngineKey)
  case terminated(key: EngineKey)
  /// A step waits until the element is terminated or, in an active scope, its contents are.
  case stepHeld(key: EngineKey, step: Step)
  /// The steps that waited for the termination of a scope's contents follow now.
  case stepsReleased(key: EngineKey)
  /// A multi-instance activity started, with the items of its list at that time.
  case loopStarted(key: EngineKey, items: [JSONValue])
  /// The same in logs of the first version, which evaluated the list again for each item.
  case loopCounted(key: EngineKey, count: Int)
  /// An instance of a loop stored its result; `number` counts from 1.
  case loopResultSet(scope: EngineKey, variable: String, number: Int, value: JSONValue)
  case flowTaken(scope: EngineKey, flow: FlowIndex)
  /// Tokens waiting at a join are discarded because a terminate end event was reached.
  case tokensDropped(scope: EngineKey)
  case variablesSet(scope: EngineKey, variables: Variables)
  /// The completion condition of an ad-hoc sub-process was true.
  case adHocFulfilled(key: EngineKey)
  /// An escalation; `catcher` is the element with the event that catches it.
  case escalationThrown(element: EngineKey, code: String, catcher: EngineKey?)
  /// Completed activities of a scope are being compensated, and will not be again.
  case compensationTriggered(scope: EngineKey, activities: [EngineKey])
  /// A compensation event waits for a handler.
  case compensating(handler: EngineKey, event: EngineKey)

  // Jobs
  case jobCreated(key: EngineKey, element: EngineKey, type: String, retries: Int)
  /// The headers of a job that are not those of its element in the diagram.
  case jobHeadersSet(key: EngineKey, headers: [String: String])
  /// The job is that of a listener.
  case jobListenerSet(key: EngineKey, listener: ListenerJob)
  case jobPrioritySet(key: EngineKey, priority: Int)
  case jobActivated(key: EngineKey, token: Int64, worker: String, deadline: Int64)
  /// The job was activated with a lease.
  case jobLeased(key: EngineKey, lease: String)
  case jobTimeoutUpdated(key: EngineKey, deadline: Int64)
  case jobCompleted(key: EngineKey)
  case jobFailed(key: EngineKey, retries: Int, message: String, availableAt: Int64)
  case jobErrorThrown(key: EngineKey, code: String, message: String)
  case jobTimedOut(key: EngineKey)
  /// Its back-off has ended, or its incident was resolved.
  case jobAvailable(key: EngineKey)
  case jobRetriesUpdated(key: EngineKey, retries: Int)
  case jobCanceled(key: EngineKey)
  /// Its worker is about to send a request that must not be repeated; nil if it was not sent.
  case jobRequestNoted(key: EngineKey, description: String?)

  // Listeners
  /// The element's listeners of the event have run.
  case listened(key: EngineKey, event: ExecutionListeners.Event)
  /// What a scope with start listeners begins with afterwards.
  case entrySet(key: EngineKey, entry: ScopeEntry)

  // User tasks
  /// The task is being created; its attributes are those of the diagram.
  case userTaskCreating(
    key: EngineKey, element: EngineKey, attributes: UserTaskAttributes, form: UserTaskForm)
  case userTaskChanging(key: EngineKey, transition: UserTaskTransition)
  /// A listener has corrected the attributes that the task will have after its transition.
  case userTaskCorrected(key: EngineKey, attributes: UserTaskAttributes)
  /// The current transition has ended.
  case userTaskChanged(key: EngineKey)
  /// The current transition was given up, and the task is as it was before; the reason is for the
  /// caller that waits for it.
  case userTaskUnchanged(key: EngineKey, reason: String)

  // Timers
  case timerCreated(key: EngineKey, element: EngineKey, node: NodeIndex, schedule: TimerSchedule)
  /// The timer of a start event.
  case startTimerCreated(
    key: EngineKey, definition: EngineKey, node: NodeIndex, schedule: TimerSchedule)
  /// The timer fired; it remains if there is a next schedule.
  case timerFired(key: EngineKey, next: TimerSchedule?)
  case timerCanceled(key: EngineKey)

  // Messages
  case subscriptionOpened(
    key: EngineKey, element: EngineKey, node: NodeIndex, topic: MessageTopic)
  case subscriptionClosed(key: EngineKey)
  case messagePublished(
    key: EngineKey, topic: MessageTopic, id: String, deadline: Int64, variables: JSONObject)
  case messageCorrelated(key: EngineKey, process: String, subscription: EngineKey)
  /// The message starts an instance, and no other with the same key while that instance is active.
  case messageStarted(key: EngineKey, process: String, instance: EngineKey)
  /// It was correlated on request and is not available to others; its id is remembered until it
  /// expires.
  case messageConsumed(key: EngineKey)
  case messageExpired(key: EngineKey)

  // Signals and conditions
  case signalBroadcast(key: EngineKey, name: String, variables: JSONObject)
  case signalAwaited(key: EngineKey, element: EngineKey, node: NodeIndex, signal: String)
  case conditionAwaited(key: EngineKey, element: EngineKey, node: NodeIndex)
  case eventWaitEnded(key: EngineKey)
  /// The conditions of start events were evaluated with variables from outside.
  case conditionalsEvaluated(key: EngineKey)

  // Cluster variables
  /// A cluster variable was created or changed.
  case clusterVariableSet(key: EngineKey, variable: ClusterVariable)
  case clusterVariableDeleted(key: EngineKey)

  // Incidents
  case incidentRaised(
    key: EngineKey, element: EngineKey, job: EngineKey?, type: IncidentType, message: String)
  case incidentResolved(key: EngineKey)

  // Work
  /// Steps of a process instance that a command did not get to; 0 for steps of no instance, and for
  /// those in logs of the first version, which had one queue for all.
  case workDeferred(instance: EngineKey, steps: [Step])
  /// A command took the instance's first deferred steps.
  case workResumed(instance: EngineKey, count: Int)
}

/// A deployed file.
struct LoggedResource: Sendable, Equatable {
  var name: String
  var bytes: [UInt8]

  var file: DeploymentResource { DeploymentResource(name: name, bytes: bytes) }
}

/// A deployed file that is not a process.
struct LoggedDocument: Sendable, Equatable {
  var id: String
  var version: Int
  var versionTag: String?
}

/// A process of a deployed file.
struct LoggedProcess: Sendable, Equatable {
  var key: EngineKey
  var id: String
  var version: Int
}

/// A message's name and correlation key, which must match those of the subscription.
struct MessageTopic: Sendable, Hashable {
  var name: String
  var correlationKey: String
}
