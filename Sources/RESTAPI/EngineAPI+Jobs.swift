import EngineProtocol
import HTTP
import JSON
import ServiceLifecycle

// Jobs for external workers, for job types that have no connector here.
extension EngineAPI {
  func activateJobs(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow([
      "type", "worker", "timeout", "maxJobsToActivate", "fetchVariable", "requestTimeout",
      "tenantIds", "withLease",
    ])
    guard let timeout = try members.integer("timeout"), timeout > 0,
      let maximum = try members.integer("maxJobsToActivate"), maximum > 0
    else {
      throw EngineError(
        .invalidArgument, "The members 'timeout' and 'maxJobsToActivate' must be more than 0.")
    }
    let wait = try members.integer("requestTimeout") ?? 0
    let worker = try members.text("worker") ?? ""
    let names = try members.texts("fetchVariable") ?? []
    _ = try members.texts("tenantIds")
    let request = ActivateJobsRequest(
      type: try members.required("type"), worker: worker, timeout: Int64(timeout),
      maximum: maximum, fetchVariables: names.isEmpty ? nil : names,
      withLease: try members.flag("withLease") ?? false)
    // 0 selects the server's default timeout, a negative value disables waiting.
    let jobs = try await activate(request, maximumWait: wait == 0 ? 10_000 : Int64(max(wait, 0)))
    return .json(200, .object([("jobs", .array(jobs.map { Self.json($0, worker: worker) }))]))
  }

  /// Waits in short intervals, so that a stopping server need not wait for a long-polling client.
  private func activate(
    _ request: ActivateJobsRequest, maximumWait: Int64
  ) async throws -> [ActivatedJob] {
    var request = request
    var rest = maximumWait
    while true {
      request.requestTimeout = min(rest, 500)
      let jobs = try await engine.activateJobs(request)
      rest -= request.requestTimeout
      if !jobs.isEmpty || rest <= 0 || Task.isCancelled || Task.isShuttingDownGracefully {
        return jobs
      }
    }
  }

  func completeJob(_ key: EngineKey, _ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["variables", "result", "jobLeaseToken"])
    try await engine.completeJob(
      try Self.reference(key, members), variables: try members.variables,
      result: try members.jobResult)
    return .empty(204)
  }

  func failJob(_ key: EngineKey, _ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["retries", "errorMessage", "retryBackOff", "variables", "jobLeaseToken"])
    try await engine.failJob(
      try Self.reference(key, members),
      JobFailure(
        retries: try members.integer("retries") ?? 0,
        message: try members.text("errorMessage") ?? "",
        backoff: Int64(try members.integer("retryBackOff") ?? 0),
        variables: try members.variables))
    return .empty(204)
  }

  func throwError(_ key: EngineKey, _ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["errorCode", "errorMessage", "variables", "jobLeaseToken"])
    try await engine.throwError(
      try Self.reference(key, members),
      JobError(
        code: try members.required("errorCode"), message: try members.text("errorMessage") ?? "",
        variables: try members.variables))
    return .empty(204)
  }

  func updateJob(_ key: EngineKey, _ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["changeset", "jobLeaseToken"])
    let changes = try members.members("changeset")
    try changes.allow(["retries", "timeout", "priority"])
    try await engine.updateJob(
      key,
      JobUpdate(
        retries: try changes.integer("retries"),
        timeout: try changes.integer("timeout").map { Int64($0) },
        priority: try changes.integer("priority"), lease: try members.text("jobLeaseToken")))
    return .empty(204)
  }

  /// This API identifies jobs by key, and their activations only by leases.
  private static func reference(
    _ key: EngineKey, _ members: RequestMembers
  ) throws(EngineError) -> JobReference {
    JobReference(
      key: key, token: JobReference.anyToken, lease: try members.text("jobLeaseToken"))
  }

  /// Secrets remain placeholders: only connectors receive their values.
  private static func json(_ job: ActivatedJob, worker: String) -> JSONValue {
    .object([
      ("type", .string(job.type)), ("processDefinitionId", .string(job.processID)),
      ("processDefinitionVersion", JSONValue(job.definitionVersion)),
      ("processDefinitionKey", .key(job.definitionKey)), ("elementId", .string(job.elementID)),
      ("elementInstanceKey", .key(job.elementInstanceKey)),
      ("processInstanceKey", .key(job.instanceKey)), ("jobKey", .key(job.reference.key)),
      ("customHeaders", .object(job.headers.sorted { $0.key < $1.key }.map { ($0, .string($1)) })),
      ("worker", .string(worker)), ("retries", JSONValue(job.retries)),
      ("priority", JSONValue(job.priority)), ("jobLeaseToken", JSONValue(job.reference.lease)),
      ("deadline", .number(String(job.deadline))),
      ("variables", SecretHole.display(.object(job.variables))), ("tenantId", "<default>"),
      ("physicalTenantId", "default"), ("kind", .string(job.kind.rawValue)),
      ("listenerEventType", .string(job.listenerEvent ?? "UNSPECIFIED")),
      ("tags", .array(job.tags.map(JSONValue.string))),
      ("businessId", JSONValue(job.businessID)),
      ("userTask", job.userTask.map(Self.json) ?? .null), ("rootProcessInstanceKey", .null),
    ])
  }

  private static func json(_ task: ActivatedJob.UserTaskProperties) -> JSONValue {
    let attributes = task.attributes
    func text(_ text: String) -> JSONValue { text.isEmpty ? .null : .string(text) }
    func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    return .object([
      ("action", .string(task.action)), ("assignee", text(attributes.assignee)),
      ("candidateGroups", list(attributes.candidateGroups)),
      ("candidateUsers", list(attributes.candidateUsers)),
      ("changedAttributes", list(task.changedAttributes)),
      ("dueDate", text(attributes.dueDate)), ("followUpDate", text(attributes.followUpDate)),
      ("formKey", task.formKey.map(JSONValue.key) ?? .null),
      ("priority", JSONValue(attributes.priority)), ("userTaskKey", .key(task.key)),
    ])
  }
}
