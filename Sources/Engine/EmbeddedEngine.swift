package import EngineProtocol
package import FEEL
package import JSON

/// The engine in this process: a deterministic state machine with a durable log.
///
/// A call returns when its effect is committed. Data that comes in loses the characters that mark
/// secrets (`SecretHole`); what queries give back shows secrets as their placeholders.
package final class EmbeddedEngine: LocalProcessEngine {
  let loop: WriterLoop

  /// Opens an engine; what a file's log tells is running again when this returns.
  /// - Parameters:
  ///   - environment: the time zones and limits of expressions; clock and dice are the engine's.
  /// - Throws: `.unavailable` where the file is in use by another engine, is none of ours or is
  ///   damaged.
  package init(
    store: EngineStore = .memory, clock: any EngineClock, environment: FEELEnvironment = .default
  ) throws(EngineError) {
    loop = try WriterLoop(store: store, clock: clock, environment: environment)
    loop.start()
  }

  deinit { loop.beginClosing() }

  /// Finishes what was asked for, and frees the file.
  package func close() async { await loop.close() }

  /// Has `body` called on the engine's thread with everything that is committed.
  package func observe(_ body: @escaping @Sendable ([TraceEntry]) -> Void) { loop.observe(body) }

  /// Does all that is due by the clock now, and returns when it is done.
  package func settle() async throws { _ = try await loop.submit(.wake) }

  /// What is left to do (`Outlook`).
  /// - Parameters:
  ///   - instances: whose timers and back-offs count, those of called processes included.
  ///   - types: the job types that workers take.
  package func outlook(
    of instances: Set<EngineKey>, serving types: Set<String>
  ) async throws -> Outlook {
    guard
      case .outlook(let outlook) = try await loop.submit(.outlook(of: instances, serving: types))
    else { throw EngineError.wrongReply }
    return outlook
  }

  // MARK: Deployments and instances

  /// Deploys what the `deploy/…` rules accept and this engine runs; all or none.
  /// - Throws: `.invalidArgument` with the rules' findings, or what is not run (`deploy/unsupported`).
  package func deploy(_ resources: [DeploymentResource]) async throws -> Deployment {
    // Here and not on the engine's thread, which serves others meanwhile.
    let compiled = try DeploymentCompiler.admit(resources)
    guard case .deployment(let deployment) = try await loop.submit(.deploy(compiled)) else {
      throw EngineError.wrongReply
    }
    return deployment
  }

  /// Starts a process. This returns when the instance has begun: a first slice of its work may be
  /// done, the rest follows by itself.
  /// - Throws: `.invalidArgument` for variables that nest too deep, besides the protocol's errors.
  package func createInstance(_ request: CreateInstanceRequest) async throws -> ProcessInstance {
    let request = try request.admitted()
    guard case .instance(let instance) = try await loop.submit(.createInstance(request)) else {
      throw EngineError.wrongReply
    }
    return instance
  }

  /// Ends an instance with everything in it, in one step.
  package func cancelInstance(_ key: EngineKey) async throws {
    _ = try await loop.submit(.cancelInstance(key))
  }

  /// Tries again what raised an incident; what fails again raises a new one.
  package func resolveIncident(_ key: EngineKey) async throws {
    _ = try await loop.submit(.resolveIncident(key))
  }

  // MARK: Messages

  /// Publishes a message. Each process takes it at most once; later waits get what is kept in the
  /// order of publication.
  package func publishMessage(_ request: PublishMessageRequest) async throws -> EngineKey {
    let request = try request.admitted()
    guard case .key(let key) = try await loop.submit(.publishMessage(request)) else {
      throw EngineError.wrongReply
    }
    return key
  }

  /// Correlates a message with one wait of each process, and with start events of the others.
  /// `receivers` narrow that down to elements that wait; they start nothing.
  package func correlateMessage(
    _ request: CorrelateMessageRequest
  ) async throws -> MessageCorrelation {
    let request = try request.admitted()
    guard case .correlation(let result) = try await loop.submit(.correlateMessage(request)) else {
      throw EngineError.wrongReply
    }
    return result
  }

  /// Carries a request from outside out in one transaction.
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

  /// Takes the jobs that have waited longest; ends its wait for them when the task is cancelled.
  package func activateJobs(_ request: ActivateJobsRequest) async throws -> [ActivatedJob] {
    let command = Command.activateJobs(request)
    guard case .jobs(let jobs) = try await loop.submit(command, patience: request.requestTimeout)
    else { throw EngineError.wrongReply }
    return jobs
  }

  /// The jobs that were handed out and are not finished: nobody else takes jobs from this engine.
  package func interruptedJobs() async throws -> [ActivatedJob] {
    guard case .jobs(let jobs) = try await loop.submit(.listActivatedJobs) else {
      throw EngineError.wrongReply
    }
    return jobs
  }

  /// Ends a job and goes on with its instance.
  package func completeJob(_ job: JobReference, variables: JSONObject) async throws {
    _ = try await loop.submit(.completeJob(job, try variables.admitted()))
  }

  /// Gives a job back. Of the message 10,000 characters are kept.
  package func failJob(_ job: JobReference, _ failure: JobFailure) async throws {
    var failure = failure
    failure.variables = try failure.variables.admitted()
    failure.message = SecretHole.neutralizing(failure.message)
    _ = try await loop.submit(.failJob(job, failure))
  }

  /// Throws a BPMN error, which is looked for outward through called processes. One that nothing
  /// catches raises an incident that lists the codes that are caught.
  package func throwError(_ job: JobReference, _ error: JobError) async throws {
    var error = error
    error.variables = try error.variables.admitted()
    error.message = SecretHole.neutralizing(error.message)
    _ = try await loop.submit(.throwError(job, error))
  }

  /// Sets how often a job may still be tried; one with an incident waits until that is resolved.
  package func updateJobRetries(_ key: EngineKey, retries: Int) async throws {
    _ = try await loop.submit(.updateJobRetries(key, retries))
  }

  // MARK: Queries

  // They see what is committed, and wait for no command.

  /// All versions of what is deployed, by key.
  package func processDefinitions() async throws -> [ProcessDefinition] {
    loop.query { $0.definitions.values.map(\.description).sorted { $0.key < $1.key } }
  }

  /// An instance; nil also where many others have ended since.
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

  /// The variables of the root scope, with secrets as their placeholders.
  /// - Throws: `.notFound` for an instance that is unknown or was forgotten.
  package func variables(ofInstance key: EngineKey) async throws -> JSONObject {
    try known(key).variables
  }

  /// What the instance has begun, in this order.
  /// - Throws: `.notFound` for an instance that is unknown or was forgotten.
  package func elementInstances(ofInstance key: EngineKey) async throws -> [ElementInstance] {
    try known(key).elements
  }

  /// The unresolved incidents, by key; none where the instance is unknown.
  package func incidents(ofInstance key: EngineKey?) async throws -> [Incident] {
    loop.query { history in
      history.incidents.values.filter { key == nil || $0.instanceKey == key }
        .sorted { $0.key < $1.key }
    }
  }

  /// The open waits for messages, the oldest first; none where the instance is unknown.
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
        .notFound, "There is no process instance \(key), or it ended too long ago.")
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
  /// Data from outside as it may come in.
  /// - Throws: `.invalidArgument` for what nests too deep.
  fileprivate func admitted() throws(EngineError) -> JSONObject {
    guard !JSONValue.object(self).isTooDeep() else {
      throw EngineError(
        .invalidArgument, "The variables nest deeper than \(Limits.depth) levels.")
    }
    return SecretHole.neutralizing(self)
  }
}

extension EngineError {
  /// A command answered with what another command answers: a defect of the engine.
  fileprivate static let wrongReply = EngineError(.internal, "The engine gave a wrong answer.")
}
