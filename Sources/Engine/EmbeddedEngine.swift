package import EngineProtocol
package import FEEL
package import JSON
package import Storage

/// The engine in this process: a deterministic state machine with a durable log.
///
/// Calls return when their effect is committed. The characters that delimit secrets (`SecretHole`)
/// are removed from incoming data; query results show secrets as their placeholders.
package final class EmbeddedEngine: LocalProcessEngine {
  let loop: WriterLoop

  /// How many ended instances are kept for queries by default.
  package static let defaultHistory = 10_000

  /// Opens an engine; instances in the file are active again when this returns. The engine closes
  /// the file.
  /// - Parameters:
  ///   - file: by default, nothing is persisted.
  ///   - environment: time zones and limits for expressions; the engine supplies clock and random
  ///     numbers.
  ///   - compatibility: in which respects it works like other versions of Zeebe.
  ///   - history: how many ended instances are kept for queries.
  /// - Throws: `.unavailable` if the file is damaged or was written by a newer version.
  package init(
    file: DataFile, clock: any EngineClock, environment: FEELEnvironment = .default,
    compatibility: EngineCompatibility = EngineCompatibility(),
    history: Int = EmbeddedEngine.defaultHistory
  ) throws(EngineError) {
    loop = try WriterLoop(
      file: file, clock: clock, environment: environment, compatibility: compatibility,
      history: history)
    loop.start()
  }

  /// Opens an engine that persists nothing.
  package convenience init(
    clock: any EngineClock, environment: FEELEnvironment = .default,
    compatibility: EngineCompatibility = EngineCompatibility()
  ) throws(EngineError) {
    do {
      try self.init(
        file: DataFile(), clock: clock, environment: environment, compatibility: compatibility)
    } catch let fault as StorageFault {
      throw EngineError(.unavailable, fault.description)
    } catch let error as EngineError {
      throw error
    } catch {
      throw EngineError(.internal, "\(error)")
    }
  }

  deinit { loop.beginClosing() }

  /// Finishes pending calls and closes the file.
  package func close() async { await loop.close() }

  /// Calls `body` with everything that is committed, in order.
  package func observe(_ body: @escaping @Sendable ([TraceEntry]) -> Void) {
    loop.projector.observe(body)
  }

  /// Processes everything that is due, and returns when it is done and observed.
  package func settle() async throws {
    _ = try await loop.submit(.wake)
    await loop.projector.drain()
  }

  /// - Throws: why the file cannot be written.
  package func checkHealth() async throws {
    if let failure = loop.failure { throw failure }
  }

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

  /// The file that a process version was deployed from.
  package func resource(of definition: EngineKey) async throws -> DeploymentResource {
    guard case .resource(let resource) = try await loop.submit(.resource(of: definition)) else {
      throw EngineError.wrongReply
    }
    return resource
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

  /// Terminates an instance with everything in it, in one step unless listeners must run. Waits at
  /// most 10 seconds for these.
  package func cancelInstance(_ key: EngineKey) async throws {
    _ = try await loop.submit(.cancelInstance(key), maximumWait: Limits.listenerWait)
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

  /// Broadcasts a signal. Part of its effects may follow after this returns.
  package func broadcastSignal(_ request: BroadcastSignalRequest) async throws -> EngineKey {
    var request = request
    request.variables = try request.variables.admitted()
    guard case .key(let key) = try await loop.submit(.broadcastSignal(request)) else {
      throw EngineError.wrongReply
    }
    return key
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

  /// Activates the jobs of the highest priority, the oldest first; stops waiting when the task is cancelled.
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

  /// Notes a request of a job; durable on return.
  package func noteRequest(_ description: String?, of job: EngineKey) async throws {
    _ = try await loop.submit(.noteRequest(description, of: job))
  }

  /// Completes a job and continues its instance.
  package func completeJob(
    _ job: JobReference, variables: JSONObject, result: JobResult?
  ) async throws {
    _ = try await loop.submit(.completeJob(job, try variables.admitted(), result?.admitted()))
  }

  /// Activates elements of an ad-hoc sub-process, each in an inner instance of its own.
  package func activate(
    _ elements: [AdHocActivation], inAdHocSubProcess key: EngineKey, cancelsRest: Bool
  ) async throws {
    _ = try await loop.submit(
      .activateAdHoc(key, try elements.map { try $0.admitted() }, cancelsRest: cancelsRest))
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

  /// Changes a job; one with an incident waits until that is resolved.
  package func updateJob(_ key: EngineKey, _ update: JobUpdate) async throws {
    _ = try await loop.submit(.updateJob(key, update))
  }
}

extension CreateInstanceRequest {
  fileprivate func admitted() throws(EngineError) -> CreateInstanceRequest {
    var request = self
    request.variables = try variables.admitted()
    request.businessID = businessID.map { SecretHole.neutralizing($0) }
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
  func admitted() throws(EngineError) -> JSONObject {
    guard !JSONValue.object(self).isTooDeep() else {
      throw EngineError(
        .invalidArgument, "The variables are nested deeper than \(Limits.depth) levels.")
    }
    return SecretHole.neutralizing(self)
  }
}

extension EngineError {
  /// The reply does not belong to the command: a defect of the engine.
  static let wrongReply = EngineError(
    .internal, "Internal error: unexpected reply to a command.")
}
