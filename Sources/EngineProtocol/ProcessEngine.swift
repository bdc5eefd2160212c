package import JSON

/// A process engine, as connectors, servers and commands use it.
///
/// Two engines fit this protocol: the embedded one, and a Camunda 8 cluster, whose REST API v2 has
/// operations of these names. Times are milliseconds since 1970, durations milliseconds. Every call
/// returns once its effect is durable; every call may throw `EngineError`.
package protocol ProcessEngine: Sendable {
  /// Deploys resources together: all or none.
  /// - Throws: `.invalidArgument` with the findings of rejected files.
  func deploy(_ resources: [DeploymentResource]) async throws -> Deployment

  /// Deletes a version of a process or another file; the one before it becomes the latest again. A
  /// process version that is running is removed when its last instance has ended.
  /// - Throws: `.notFound` for an unknown or deleted key.
  func deleteResource(_ key: EngineKey) async throws

  /// Creates an instance, at the process's none start event or at chosen elements.
  /// - Throws: `.notFound` for an unknown definition, `.invalidState` for a process without a none
  ///   start event, `.invalidArgument` for an element at which none can start.
  func createInstance(_ request: CreateInstanceRequest) async throws -> ProcessInstance

  /// Publishes a message: it is correlated at once and buffered for its time to live.
  /// - Throws: `.alreadyExists` while a message with the same name, key and id is buffered.
  func publishMessage(_ request: PublishMessageRequest) async throws -> EngineKey

  /// Correlates a message with a waiting subscription or a message start event, without buffering
  /// it.
  /// - Throws: `.notFound` if nothing waits for it, `.alreadyExists` while the engine remembers a
  ///   message with the same name, key and id.
  func correlateMessage(_ request: CorrelateMessageRequest) async throws -> MessageCorrelation

  /// Broadcasts a signal to every event that waits for it, and to the start events of the latest
  /// versions. It succeeds even if nothing waits.
  /// - Returns: the signal's key.
  func broadcastSignal(_ request: BroadcastSignalRequest) async throws -> EngineKey

  /// Starts an instance for each conditional start event whose condition holds.
  /// - Throws: `.notFound` for an unknown definition.
  func evaluateConditionals(
    _ request: EvaluateConditionalsRequest
  ) async throws -> ConditionalEvaluation

  /// Creates, updates or deletes a cluster variable; expressions see the change from then on.
  /// - Returns: the variable, which no longer exists if it was deleted.
  /// - Throws: `.alreadyExists` for creating an existing variable, `.notFound` for changing one that
  ///   does not exist, `.invalidArgument` for a name that is not allowed.
  @discardableResult
  func change(clusterVariable command: ClusterVariableCommand) async throws -> ClusterVariable

  /// Carries out an inbound delivery completely or not at all.
  /// - Throws: `.notFound` or `.invalidState` for a process that cannot be started.
  func deliver(_ delivery: InboundDelivery) async throws -> DeliveryResult

  /// Activates jobs; waits up to `requestTimeout` for the first one.
  func activateJobs(_ request: ActivateJobsRequest) async throws -> [ActivatedJob]

  /// The jobs that an earlier run of this program activated and did not finish; after a crash,
  /// their outcome is unknown. A cluster has none, because its jobs time out.
  func interruptedJobs() async throws -> [ActivatedJob]

  /// Notes that a job's worker is about to send a request that must not be repeated, or with nil
  /// that it was not sent. The note ends with the attempt; if that is interrupted, the next one gets
  /// it as `ActivatedJob.interruptedRequest`.
  /// - Throws: `.notFound` for a job that is done.
  func noteRequest(_ description: String?, of job: EngineKey) async throws

  /// Completes a job; the task's output mappings decide where the variables go.
  /// - Parameter result: only for the job of a task listener or of an ad-hoc sub-process.
  /// - Throws: `.notFound` or `.invalidState` for a job that is done or was activated by another
  ///   worker since (`token` is stale), `.invalidArgument` for a result that the job cannot have.
  func completeJob(_ job: JobReference, variables: JSONObject, result: JobResult?) async throws

  /// Fails a job: it is retried after `backoff`, or raises an incident at 0 retries.
  func failJob(_ job: JobReference, _ failure: JobFailure) async throws

  /// Throws a BPMN error from the job's task.
  func throwError(_ job: JobReference, _ error: JobError) async throws

  /// Changes a job, such as its retries before its incident is resolved.
  /// - Throws: `.notFound` for a job that is done, `.invalidArgument` for retries below 1, a
  ///   priority with more than 32 bits or no change at all, `.invalidState` for the timeout of a job
  ///   that is not activated and for the token of another lease.
  func updateJob(_ key: EngineKey, _ update: JobUpdate) async throws

  /// Activates elements of an ad-hoc sub-process.
  /// - Parameter cancelsRest: whether what runs in it is terminated before.
  /// - Throws: `.notFound` for something else than an active ad-hoc sub-process or for an element
  ///   that it cannot activate, `.invalidState` while it starts or ends, `.invalidArgument` for an
  ///   empty list.
  func activate(
    _ elements: [AdHocActivation], inAdHocSubProcess key: EngineKey, cancelsRest: Bool
  ) async throws

  /// Assigns, updates or completes a user task. Waits until the task's listeners have run.
  /// - Throws: `.notFound` for a task that is done, `.invalidState` while it is changing or assigned
  ///   to somebody else or if a listener denies the change, `.invalidArgument` for an attribute that
  ///   cannot have that value, `.deadlineExceeded` if the listeners take too long; they go on.
  func change(userTask key: EngineKey, _ command: UserTaskCommand) async throws

  /// Resolves an incident by retrying what raised it.
  /// - Throws: `.notFound` for a resolved incident, `.invalidState` while its job has no retries.
  func resolveIncident(_ key: EngineKey) async throws

  /// Resolves all incidents of an instance; a job without retries gets one more.
  /// - Returns: the key of the operation.
  /// - Throws: `.notFound` for an instance that has ended.
  func resolveIncidents(ofInstance key: EngineKey) async throws -> EngineKey

  /// Terminates an instance and everything in it, including called processes.
  /// - Throws: `.notFound` for an instance that has ended, `.invalidState` for one that a call
  ///   activity waits for, `.deadlineExceeded` if listeners take too long; they go on.
  func cancelInstance(_ key: EngineKey) async throws

  /// Changes a running instance.
  /// - Throws: `.notFound` for an instance that has ended, `.invalidArgument` or `.invalidState` for
  ///   a change that cannot be made.
  func change(instance key: EngineKey, _ command: InstanceCommand) async throws

  // Queries

  /// Searches definitions, instances and what belongs to them. The result includes the effect of
  /// every command that was answered before.
  /// - Throws: `.invalidArgument` for a field that the subject does not have.
  func search(_ query: Query) async throws -> QueryResult
  /// Counts the records of a subject by the values of some fields, sorted by these values; what is
  /// in `search` is counted.
  /// - Parameter distinct: counts the values of this field instead of the records.
  /// - Throws: `.invalidArgument` for a field that the subject does not have.
  func count(
    _ subject: QuerySubject, where conditions: [QueryCondition], by fields: [QueryField],
    distinct: QueryField?
  ) async throws -> [QueryCount]
  /// The file that a process version was deployed from.
  /// - Throws: `.notFound` for an unknown definition.
  func resource(of definition: EngineKey) async throws -> DeploymentResource

  /// All cluster variables, by name; the global one before the tenant's.
  func clusterVariables() async throws -> [ClusterVariable]

  /// Checks whether commands can be carried out.
  /// - Throws: `.unavailable` with the reason and what to do.
  func checkHealth() async throws

  /// Finishes pending calls, returns no jobs to waiting workers, and frees the engine's resources.
  /// Later calls throw `.unavailable`.
  func close() async
}

extension ProcessEngine {
  /// Completes a job that has no result besides variables.
  package func completeJob(_ job: JobReference, variables: JSONObject) async throws {
    try await completeJob(job, variables: variables, result: nil)
  }
}

/// Identifies a definition, instance, job, message or incident; unique within an engine.
package typealias EngineKey = Int64
