package import EngineProtocol
package import FEEL
package import JSON

/// The engine in this process: a deterministic state machine with a durable log.
///
/// Calls return when their effect is committed. The characters that delimit secrets (`SecretHole`)
/// are removed from incoming data; query results show secrets as their placeholders.
package final class EmbeddedEngine: LocalProcessEngine {
  let loop: WriterLoop

  /// Opens an engine; instances in the file's log are active again when this returns.
  /// - Parameters:
  ///   - environment: time zones and limits for expressions; the engine supplies clock and random
  ///     numbers.
  /// - Throws: `.unavailable` if the file is in use by another engine, has another format or is
  ///   damaged.
  package init(
    store: EngineStore = .memory, clock: any EngineClock, environment: FEELEnvironment = .default
  ) throws(EngineError) {
    loop = try WriterLoop(store: store, clock: clock, environment: environment)
    loop.start()
  }

  deinit { loop.beginClosing() }

  /// Finishes pending calls and closes the file.
  package func close() async { await loop.close() }

  /// Calls `body` on the engine's thread with everything that is committed.
  package func observe(_ body: @escaping @Sendable ([TraceEntry]) -> Void) { loop.observe(body) }

  /// Processes everything that is due, and returns when it is done.
  package func settle() async throws { _ = try await loop.submit(.wake) }

  /// The work that is left (`PendingWork`).
  /// - Parameters:
  ///   - instances: the instances whose timers and back-offs are considered, including those of
  ///     called processes.
  ///   - types: the job types that have a worker.
  package func pendingWork(
    of instances: Set<EngineKey>, serving types: Set<String>
  ) async throws -> PendingWork {
    guard
      case .pendingWork(let pendingWork) = try await loop.submit(
        .pendingWork(of: instances, serving: types))
    else { throw EngineError.wrongReply }
    return pendingWork
  }

  // MARK: Deployments and instances

  /// Deploys files that pass the `deploy/…` rules and that this engine supports; all or none.
  /// - Throws: `.invalidArgument` with the rules' findings, or with unsupported elements
  ///   (`deploy/unsupported`).
  package func deploy(_ resources: [DeploymentResource]) async throws -> Deployment {
    // Not on the engine's thread, which keeps serving other callers.
    let compiled = try DeploymentCompiler.admit(resources)
    guard case .deployment(let deployment) = try await loop.submit(.deploy(compiled)) else {
      throw EngineError.wrongReply
    }
    return deployment
  }

  /// Starts a process. Returns when the instance exists: part of its work may be done, the rest
  /// follows.
  /// - Throws: `.invalidArgument` for variables nested too deeply, besides the protocol's errors.
  package func createInstance(_ request: CreateInstanceRequest) async throws -> ProcessInstance {
    let request = try request.admitted()
    guard case .instance(let instance) = try await loop.submit(.createInstance(request)) else {
      throw EngineError.wrongReply
    }
    return instance
  }

  /// Terminates an instance with everything in it, in one step.
  package func cancelInstance(_ key: EngineKey) async throws {
    _ = try await loop.submit(.cancelInstance(key))
  }

  /// Retries what raised an incident; another failure raises a new incident.
  package func resolveIncident(_ key: EngineKey) async throws {
    _ = try await loop.submit(.resolveIncident(key))
  }

  // MARK: Messages

  /// Publishes a message. Each process receives it at most once; later subscriptions receive
  /// buffered messages in order of publication.
  package func publishMessage(_ request: PublishMessageRequest) async throws -> EngineKey {
    let request = try request.admitted()
    guard case .key(let key) = try await loop.submit(.publishMessage(request)) else {
      throw EngineError.wrongReply
    }
    return key
  }

  /// Correlates a message with one subscription of each process, and with start events of the
  /// others. `receivers` restricts this to waiting elements; they start nothing.
  package func correlateMessage(
    _ request: CorrelateMessageRequest
  ) async throws -> MessageCorrelation {
    let request = try request.admitted()
    guard case .correlation(let result) = try await loop.submit(.correlateMessage(request)) else {
      throw EngineError.wrongReply
    }
    return result
  }

  /// Carries out an inbound delivery in one transaction.
  package func deliver(_ delivery: InboundDelivery) async throws -> DeliveryResult {
    var delivery = delivery
    delivery.waiting = try delivery.waiting.map { try $0.admitted() }
    delivery.starts = try delivery.starts.map { start in
      switch start {
      case .message(let request): .message(try request.admitted())
      case .instance(let request): .instance(try request.admitted())
      }
    }
    delivery.kept = try delivery.kept?.admitted()
    guard case .delivery(let result) = try await loop.submit(.deliver(delivery)) else {
      throw EngineError.wrongReply
    }
    return result
  }

  // MARK: Jobs

  /// Activates the jobs that have waited longest; stops waiting when the task is cancelled.
  package func activateJobs(_ request: ActivateJobsRequest) async throws -> [ActivatedJob] {
    let command = Command.activateJobs(request)
    guard case .jobs(let jobs) = try await loop.submit(command, maximumWait: request.requestTimeout)
    else { throw EngineError.wrongReply }
    return jobs
  }

  /// The activated jobs that are not finished: no other worker uses this engine.
  package func interruptedJobs() async throws -> [ActivatedJob] {
    guard case .jobs(let jobs) = try await loop.submit(.listActivatedJobs) else {
      throw EngineError.wrongReply
    }
    return jobs
  }

  /// Completes a job and continues its instance.
  package func completeJob(_ job: JobReference, variables: JSONObject) async throws {
    _ = try await loop.submit(.completeJob(job, try variables.admitted()))
  }

  /// Fails a job. At most 10,000 characters of the message are kept.
  package func failJob(_ job: JobReference, _ failure: JobFailure) async throws {
    var failure = failure
    failure.variables = try failure.variables.admitted()
    failure.message = SecretHole.neutralizing(failure.message)
    _ = try await loop.submit(.failJob(job, failure))
  }

  /// Throws a BPMN error, which may be caught in calling processes too. An uncaught error raises an
  /// incident that lists the error codes caught there.
  package func throwError(_ job: JobReference, _ error: JobError) async throws {
    var error = error
    error.variables = try error.variables.admitted()
    error.message = SecretHole.neutralizing(error.message)
    _ = try await loop.submit(.throwError(job, error))
  }

  /// Sets a job's remaining attempts; a job with an incident waits until that is resolved.
  package func updateJobRetries(_ key: EngineKey, retries: Int) async throws {
    _ = try await loop.submit(.updateJobRetries(key, retries))
  }

  // MARK: Queries

  // Queries see what is committed, and do not wait for commands.

  /// All deployed versions, by key.
  package func processDefinitions() async throws -> [ProcessDefinition] {
    loop.query { $0.definitions.values.map(\.description).sorted { $0.key < $1.key } }
  }

  /// An instance; nil also if many others have ended since.
  package func instance(_ key: EngineKey) async throws -> ProcessInstance? {
    loop.query { $0.instances[key]?.description }
  }

  /// The newest instances, by key.
  package func instances(processID: String?, limit: Int) async throws -> [ProcessInstance] {
    loop.query { history in
      let all = history.instances.values.lazy.map(\.description)
        .filter { processID == nil || $0.definition.id == processID }
      return Array(all.sorted { $0.key > $1.key }.prefix(max(0, limit)))
    }
  }

  /// The variables of the root scope, with secrets as placeholders.
  /// - Throws: `.notFound` for an instance that is unknown or no longer kept.
  package func variables(ofInstance key: EngineKey) async throws -> JSONObject {
    try known(key).variables
  }

  /// The instance's element instances in the order of activation.
  /// - Throws: `.notFound` for an instance that is unknown or no longer kept.
  package func elementInstances(ofInstance key: EngineKey) async throws -> [ElementInstance] {
    try known(key).elements
  }

  /// The unresolved incidents, by key; none if the instance is unknown.
  package func incidents(ofInstance key: EngineKey?) async throws -> [Incident] {
    loop.query { history in
      history.incidents.values.filter { key == nil || $0.instanceKey == key }
        .sorted { $0.key < $1.key }
    }
  }

  /// The open message subscriptions, oldest first; none if the instance is unknown.
  package func messageSubscriptions(
    ofInstance key: EngineKey?
  ) async throws -> [MessageSubscription] {
    loop.query { history in
      history.subscriptions.filter { key == nil || $0.value.instanceKey == key }
        .sorted { $0.key < $1.key }.map(\.value)
    }
  }

  private func known(_ key: EngineKey) throws -> History.Instance {
    guard let instance = loop.query({ $0.instances[key] }) else {
      throw EngineError(
        .notFound, "Process instance \(key) does not exist or ended too long ago.")
    }
    return instance
  }
}

extension CreateInstanceRequest {
  fileprivate func admitted() throws(EngineError) -> CreateInstanceRequest {
    var request = self
    request.variables = try variables.admitted()
    return request
  }
}

extension PublishMessageRequest {
  fileprivate func admitted() throws(EngineError) -> PublishMessageRequest {
    var request = self
    request.variables = try variables.admitted()
    request.correlationKey = SecretHole.neutralizing(correlationKey)
    return request
  }
}

extension CorrelateMessageRequest {
  fileprivate func admitted() throws(EngineError) -> CorrelateMessageRequest {
    var request = self
    request.variables = try variables.admitted()
    request.correlationKey = SecretHole.neutralizing(correlationKey)
    request.receivers = try receivers?.map { (receiver) throws(EngineError) in
      var receiver = receiver
      receiver.variables = try receiver.variables.admitted()
      return receiver
    }
    return request
  }
}

extension JSONObject {
  /// Incoming data, checked.
  /// - Throws: `.invalidArgument` for data nested too deeply.
  fileprivate func admitted() throws(EngineError) -> JSONObject {
    guard !JSONValue.object(self).isTooDeep() else {
      throw EngineError(
        .invalidArgument, "The variables are nested deeper than \(Limits.depth) levels.")
    }
    return SecretHole.neutralizing(self)
  }
}

extension EngineError {
  /// The reply does not belong to the command: a defect of the engine.
  fileprivate static let wrongReply = EngineError(
    .internal, "Internal error: unexpected reply to a command.")
}
