package import JSON

/// What runs processes, as connectors, servers and commands see it.
///
/// It is made for two engines: the embedded one, and a Camunda 8 cluster behind its REST API v2, whose
/// names the operations have. Times are milliseconds since 1970, durations milliseconds. Every call
/// returns after its effect is durable; every call may throw `EngineError`.
package protocol ProcessEngine: Sendable {
  /// Deploys resources together: all or none.
  /// - Throws: `.invalidArgument` with the findings for files that are refused.
  func deploy(_ resources: [DeploymentResource]) async throws -> Deployment

  /// Starts a process at its start event without a trigger.
  /// - Throws: `.notFound` for an unknown definition, `.invalidState` for one that only messages or
  ///   timers start.
  func createInstance(_ request: CreateInstanceRequest) async throws -> ProcessInstance

  /// Publishes a message: it correlates now, and is buffered for its time to live.
  /// - Throws: `.alreadyExists` while a message with the same name, key and id is buffered.
  func publishMessage(_ request: PublishMessageRequest) async throws -> EngineKey

  /// Correlates a message with a waiting subscription or a message start event, now or never.
  /// - Throws: `.notFound` where nothing waits for it, `.alreadyExists` while the engine remembers
  ///   a message with the same name, key and id.
  func correlateMessage(_ request: CorrelateMessageRequest) async throws -> MessageCorrelation

  /// Does all that a request from outside asks for, or nothing of it.
  /// - Throws: `.notFound` or `.invalidState` for a process that cannot be started.
  func deliver(_ delivery: InboundDelivery) async throws -> DeliveryResult

  /// Takes jobs for work; waits up to `requestTimeout` for the first one.
  func activateJobs(_ request: ActivateJobsRequest) async throws -> [ActivatedJob]

  /// The jobs that an earlier run of this program took and did not finish: after a crash, those whose
  /// outcome nobody knows. A cluster has none, because it gives a job out again when its lease ends.
  func interruptedJobs() async throws -> [ActivatedJob]

  /// Completes a job; the output mappings of its task decide where the variables go.
  /// - Throws: `.notFound` or `.invalidState` for a job that is done, or was given to another
  ///   worker since (`token` is stale).
  func completeJob(_ job: JobReference, variables: JSONObject) async throws

  /// Gives a job back: it is tried again after `backoff`, or becomes an incident at 0 retries.
  func failJob(_ job: JobReference, _ failure: JobFailure) async throws

  /// Throws a BPMN error in the place of the job's task.
  func throwError(_ job: JobReference, _ error: JobError) async throws

  /// Sets a job's retries, as one does before resolving its incident.
  /// - Throws: `.notFound` for a job that is done, `.invalidArgument` for less than 1.
  func updateJobRetries(_ key: EngineKey, retries: Int) async throws

  /// Tries again what raised an incident.
  /// - Throws: `.notFound` for an incident that is resolved, `.invalidState` while its job has no
  ///   retries.
  func resolveIncident(_ key: EngineKey) async throws

  /// Ends an instance and everything in it, called processes included.
  /// - Throws: `.notFound` for an instance that has ended, `.invalidState` for one that a call
  ///   activity waits for.
  func cancelInstance(_ key: EngineKey) async throws

  // Queries

  /// All versions of what is deployed, the oldest first.
  func processDefinitions() async throws -> [ProcessDefinition]
  /// An instance that runs or has ended; nil where it is unknown or ended too long ago.
  func instance(_ key: EngineKey) async throws -> ProcessInstance?
  /// The newest instances, the newest first; of all processes where no id is given.
  func instances(processID: String?, limit: Int) async throws -> [ProcessInstance]
  /// The variables of the instance's root scope; those of an ended instance as they were.
  func variables(ofInstance key: EngineKey) async throws -> JSONObject
  /// The elements that the instance has begun, in this order, those of called processes not among
  /// them.
  func elementInstances(ofInstance key: EngineKey) async throws -> [ElementInstance]
  /// The incidents that are not resolved, the oldest first; of all instances where no key is given.
  func incidents(ofInstance key: EngineKey?) async throws -> [Incident]
  /// What messages are waited for, the oldest first; by all instances where no key is given.
  func messageSubscriptions(ofInstance key: EngineKey?) async throws -> [MessageSubscription]

  /// Finishes what was asked for, answers waiting workers with no jobs, and frees what the engine
  /// holds. Calls after this are refused with `.unavailable`.
  func close() async
}

/// Identifies a definition, instance, job, message or incident; unique in an engine.
package typealias EngineKey = Int64
