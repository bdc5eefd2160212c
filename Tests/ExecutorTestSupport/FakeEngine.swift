package import EngineProtocol
package import JSON
import Synchronization

/// An engine that only records calls and hands out prepared jobs.
package final class FakeEngine: ProcessEngine {
  package struct State {
    package var jobs: [ActivatedJob] = []
    package var completed: [EngineKey: JSONObject] = [:]
    package var failed: [EngineKey: JobFailure] = [:]
    package var errors: [EngineKey: JobError] = [:]
    /// The references that were used to finish jobs.
    package var references: [JobReference] = []
    /// References that a later activation made stale.
    package var stale: Set<JobReference> = []
    package var created: [CreateInstanceRequest] = []
    package var published: [PublishMessageRequest] = []
    package var broadcast: [BroadcastSignalRequest] = []
    package var correlated: [CorrelateMessageRequest] = []
    /// The names of messages for which an instance waits.
    package var waiting: Set<String> = []
    package var deployed: [DeploymentResource] = []
    /// The content and the note of deliveries, by id; without a note for one that had no effect.
    package var receipts: [String: (content: String, note: String?)] = [:]
    /// Whether queries fail.
    package var isUnavailable = false
    /// The requests noted for jobs; like the engine's, they end with the attempt.
    package var requests: [EngineKey: String] = [:]
  }

  private let state: Mutex<State>

  package init(jobs: [ActivatedJob] = [], waiting: Set<String> = []) {
    var state = State()
    state.jobs = jobs
    state.waiting = waiting
    self.state = Mutex(state)
  }

  package var seen: State { state.withLock { $0 } }

  /// Makes queries fail.
  package func makeUnavailable() { state.withLock { $0.isUnavailable = true } }

  package func add(_ job: ActivatedJob) { state.withLock { $0.jobs.append(job) } }

  /// Hands a job out again, as if its lease had expired.
  package func lapse(_ job: ActivatedJob) {
    state.withLock { state in
      state.stale.insert(job.reference)
      var job = job
      job.reference.token += 1
      state.jobs.append(job)
    }
  }

  package func deploy(_ resources: [DeploymentResource]) async throws -> Deployment {
    state.withLock { $0.deployed = resources }
    return Deployment(key: 1, processes: [])
  }

  package func createInstance(_ request: CreateInstanceRequest) async throws -> ProcessInstance {
    let count = state.withLock { state in
      state.created.append(request)
      return state.created.count
    }
    return ProcessInstance(
      key: EngineKey(100 + count), definition: Self.definition, state: .active, startTime: 0)
  }

  package func publishMessage(_ request: PublishMessageRequest) async throws -> EngineKey {
    try state.withLock { state in
      if !request.messageID.isEmpty,
        state.published.contains(where: {
          $0.name == request.name && $0.messageID == request.messageID
        })
      {
        throw EngineError(.alreadyExists, "The message is there already.")
      }
      state.published.append(request)
    }
    return 7
  }

  package func broadcastSignal(_ request: BroadcastSignalRequest) async throws -> EngineKey {
    state.withLock { $0.broadcast.append(request) }
    return 8
  }

  package func evaluateConditionals(
    _ request: EvaluateConditionalsRequest
  ) async throws -> ConditionalEvaluation {
    ConditionalEvaluation(key: 6, started: [])
  }

  package func change(
    clusterVariable command: ClusterVariableCommand
  ) async throws -> ClusterVariable {
    guard case .create(let variable) = command else {
      throw EngineError(.notFound, "It does not exist.")
    }
    return variable
  }

  package func clusterVariables() async throws -> [ClusterVariable] { [] }

  package func correlateMessage(_ request: CorrelateMessageRequest) async throws
    -> MessageCorrelation
  {
    let taker = try state.withLock { state in
      let isKnown = state.correlated.contains {
        !$0.messageID.isEmpty && $0.name == request.name && $0.messageID == request.messageID
      }
      if isKnown { throw EngineError(.alreadyExists, "The message was there already.") }
      let receivers =
        request.receivers
        ?? [MessageReceiver(processID: "p", elementID: "e", variables: request.variables)]
      guard state.waiting.contains(request.name), let taker = receivers.first else {
        throw EngineError(.notFound, "Nothing waits.")
      }
      state.correlated.append(request)
      return CorrelatedElement(
        processID: taker.processID, elementID: taker.elementID, instanceKey: 9)
    }
    return MessageCorrelation(messageKey: 8, receivers: [taker])
  }

  package func deliver(_ delivery: InboundDelivery) async throws -> DeliveryResult {
    guard let receipt = delivery.receipt else { return try await carryOut(delivery) }
    if let known = seen.receipts[receipt.id] {
      if known.content != receipt.content { return .forged }
      if receipt.isUnique, let note = known.note { return .repeated(note: note) }
    }
    let result = try await carryOut(delivery)
    let note: String? = if case .unmatched = result { nil } else { receipt.note(result) }
    state.withLock { $0.receipts[receipt.id] = (receipt.content, note) }
    return result
  }

  private func carryOut(_ delivery: InboundDelivery) async throws -> DeliveryResult {
    do {
      var correlations: [MessageCorrelation?] = []
      for request in delivery.waiting {
        do { correlations.append(try await correlateMessage(request)) } catch let error
          as EngineError where error.code == .notFound
        {
          correlations.append(nil)
        }
      }
      if correlations.contains(where: { $0 != nil }) { return .correlated(correlations) }
      var keys: [EngineKey] = []
      for start in delivery.starts {
        switch start {
        case .message(let request): keys.append(try await publishMessage(request))
        case .instance(let request): keys.append(try await createInstance(request).key)
        }
      }
      if !keys.isEmpty { return .started(keys) }
      guard let kept = delivery.kept else { return .unmatched }
      return .kept(try await publishMessage(kept))
    } catch let error as EngineError where error.code == .alreadyExists {
      return .repeated(note: nil)
    }
  }

  package func activateJobs(_ request: ActivateJobsRequest) async throws -> [ActivatedJob] {
    let jobs = state.withLock { state in
      let jobs = state.jobs.filter { $0.type == request.type }.prefix(request.maximum)
      state.jobs.removeAll { job in jobs.contains { $0.reference == job.reference } }
      return jobs.map { job in
        var job = job
        job.interruptedRequest = state.requests[job.reference.key] ?? job.interruptedRequest
        return job
      }
    }
    if jobs.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    return jobs
  }

  package func noteRequest(_ description: String?, of job: EngineKey) async throws {
    state.withLock { $0.requests[job] = description }
  }

  package func interruptedJobs() async throws -> [ActivatedJob] { [] }

  package func completeJob(
    _ job: JobReference, variables: JSONObject, result: JobResult?
  ) async throws {
    try finish(job) { $0.completed[job.key] = variables }
  }

  package func activate(
    _ elements: [AdHocActivation], inAdHocSubProcess key: EngineKey, cancelsRest: Bool
  ) async throws {}

  package func failJob(_ job: JobReference, _ failure: JobFailure) async throws {
    try finish(job) { $0.failed[job.key] = failure }
  }

  package func throwError(_ job: JobReference, _ error: JobError) async throws {
    try finish(job) { $0.errors[job.key] = error }
  }

  private func finish(_ job: JobReference, _ change: (inout State) -> Void) throws {
    try state.withLock { state in
      if state.stale.contains(job) { throw EngineError(.invalidState, "It has another worker.") }
      state.references.append(job)
      state.requests[job.key] = nil
      change(&state)
    }
  }

  package func updateJob(_ key: EngineKey, _ update: JobUpdate) async throws {}
  package func resolveIncident(_ key: EngineKey) async throws {}
  package func cancelInstance(_ key: EngineKey) async throws {}
  package func resolveIncidents(ofInstance key: EngineKey) async throws -> EngineKey { 1 }
  package func deleteResource(_ key: EngineKey) async throws {}
  package func change(instance key: EngineKey, _ command: InstanceCommand) async throws {}

  /// One definition, and for each key an ended instance of it.
  package func search(_ query: Query) async throws -> QueryResult {
    if seen.isUnavailable { throw EngineError(.unavailable, "<the engine stopped>") }
    var values: [QueryField: QueryValue] = [
      .processDefinitionKey: .key(Self.definition.key),
      .processDefinitionId: .text(Self.definition.id),
      .resourceName: .text(Self.definition.resourceName),
    ]
    switch query.subject {
    case .processDefinition:
      values[.name] = Self.definition.name.map(QueryValue.text)
      values[.version] = .integer(Int64(Self.definition.version))
    case .processInstance:
      guard case .field(.processInstanceKey, let tests)? = query.conditions.first,
        case .equal(let key)? = tests.first
      else { return QueryResult(items: []) }
      values[.processInstanceKey] = key
      values[.processDefinitionName] = Self.definition.name.map(QueryValue.text)
      values[.processDefinitionVersion] = .integer(Int64(Self.definition.version))
      values[.state] = .text("COMPLETED")
    default: return QueryResult(items: [])
    }
    return QueryResult(items: [QueryRecord(values)])
  }

  package func count(
    _ subject: QuerySubject, where conditions: [QueryCondition], by fields: [QueryField],
    distinct: QueryField?
  ) async throws -> [QueryCount] { [] }

  package func change(userTask key: EngineKey, _ command: UserTaskCommand) async throws {}

  package func resource(of definition: EngineKey) async throws -> DeploymentResource {
    DeploymentResource(name: "order.bpmn", bytes: [])
  }

  package func checkHealth() async throws {}

  package func close() async {}

  package static let definition = ProcessDefinition(
    key: 1, id: "order", name: "Order <&>", version: 1, resourceName: "order.bpmn")
}

extension ActivatedJob {
  /// A job of the HTTP connector.
  package static func http(
    _ variables: JSONValue, headers: [String: String] = [:], retries: Int = 3, key: EngineKey = 5
  ) -> ActivatedJob {
    ActivatedJob(
      reference: JobReference(key: key, token: 1), type: "io.camunda:http-json:1",
      processID: "order", definitionKey: 1, definitionVersion: 1, instanceKey: 2,
      elementID: "send", elementInstanceKey: 3, retries: retries, deadline: 0, headers: headers,
      variables: variables.object ?? JSONObject())
  }
}
