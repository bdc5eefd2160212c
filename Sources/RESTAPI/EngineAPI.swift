package import EngineProtocol
package import FEEL
package import HTTP
import JSON

/// The supported part of Camunda's REST API v2, which lets official clients work with any engine.
package struct EngineAPI: Sendable {
  let engine: any ProcessEngine
  /// The gateway version that `/v2/topology` returns.
  let version: String
  /// Nil if the engine's clock cannot be set.
  let clock: AdjustableClock?
  let environment: FEELEnvironment
  let deployResources: @Sendable ([DeploymentResource]) async throws -> Deployment

  /// Creates the API of an engine.
  /// - Parameters:
  ///   - version: the platform version.
  ///   - clock: the engine's clock, if it can be set.
  ///   - environment: the environment of expressions in requests.
  ///   - deploy: deploys files together, all or none.
  package init(
    engine: any ProcessEngine, version: String, clock: AdjustableClock? = nil,
    environment: FEELEnvironment = .default,
    deploy: @escaping @Sendable ([DeploymentResource]) async throws -> Deployment
  ) {
    self.engine = engine
    self.version = version
    self.clock = clock
    self.environment = environment
    deployResources = deploy
  }

  /// Responds to requests below `/v2`.
  package func respond(to request: ServerRequest) async -> ServerResponse {
    do {
      let path = request.segments.dropFirst().map { $0 ?? "" }
      if let response = try await find(request, path) { return response }
      if let response = try await count(request, path) { return response }
      if let response = try adjustClock(request, path) { return response }
      return try await answer(request, path)
    } catch let problem as RequestProblem {
      return self.problem(problem, request)
    } catch let error as EngineError {
      return problem(error, request)
    } catch {
      return problem(EngineError(.internal, "The request failed."), request)
    }
  }

  private func answer(_ request: ServerRequest, _ path: [String]) async throws -> ServerResponse {
    // A path consists of the name of a resource, and optionally a key and an action.
    let position = path.firstIndex { EngineKey($0) != nil }
    let key = position.flatMap { EngineKey(path[$0]) }
    var route = path
    if let position { route[position] = "{key}" }
    if path.first == "cluster-variables" {
      return try await clusterVariables(request, Array(path.dropFirst()))
    }
    switch (request.method, route.joined(separator: "/"), key ?? 0) {
    case ("GET", "status", _):
      try await engine.checkHealth()
      return .empty(204)
    case ("GET", "topology", _): return .json(200, topology)
    case ("POST", "deployments", _): return try await deploy(request)
    case ("POST", "messages/publication", _): return try await publish(RequestMembers(request))
    case ("POST", "messages/correlation", _): return try await correlate(RequestMembers(request))

    case ("POST", "expression/evaluation", _): return try await evaluate(request)
    case ("POST", "signals/broadcast", _): return try await broadcast(RequestMembers(request))

    case ("POST", "conditionals/evaluation", _):
      return try await evaluateConditionals(RequestMembers(request))

    case ("POST", "process-instances", _): return try await create(RequestMembers(request))
    case ("POST", "process-instances/{key}/cancellation", let key):
      try await engine.cancelInstance(key)
      return .empty(204)
    case ("POST", "process-instances/{key}/modification", let key):
      return try await modify(key, RequestMembers(request))
    case ("POST", "process-instances/{key}/business-id-assignment", let key):
      return try await assignBusinessID(key, RequestMembers(request))
    case ("POST", "process-instances/{key}/incident-resolution", let key):
      return try await resolveIncidents(of: key)
    case ("POST", "resources/{key}/deletion", let key):
      return try await deleteResource(key, RequestMembers(request, isOptional: true))
    case ("POST", "incidents/{key}/resolution", let key):
      try await engine.resolveIncident(key)
      return .empty(204)

    case ("POST", "jobs/activation", _): return try await activateJobs(RequestMembers(request))
    case ("POST", "jobs/{key}/completion", let key):
      return try await completeJob(key, RequestMembers(request, isOptional: true))
    case ("POST", "jobs/{key}/failure", let key):
      return try await failJob(key, RequestMembers(request, isOptional: true))
    case ("POST", "jobs/{key}/error", let key):
      return try await throwError(key, RequestMembers(request))
    case ("PATCH", "jobs/{key}", let key):
      return try await updateJob(key, RequestMembers(request))
    case ("POST", "element-instances/ad-hoc-activities/{key}/activation", let key):
      return try await activateAdHoc(key, RequestMembers(request))
    case ("PATCH", "user-tasks/{key}", let key):
      return try await updateUserTask(key, RequestMembers(request, isOptional: true))
    case ("POST", "user-tasks/{key}/assignment", let key):
      return try await assignUserTask(key, RequestMembers(request))
    case ("DELETE", "user-tasks/{key}/assignee", let key):
      try await engine.change(userTask: key, .unassign)
      return .empty(204)
    case ("POST", "user-tasks/{key}/completion", let key):
      return try await completeUserTask(key, RequestMembers(request, isOptional: true))
    default:
      throw notServed(request)
    }
  }

  func notServed(_ request: ServerRequest) -> EngineError {
    EngineError(.notFound, "\(request.method) \(request.path) is not served by this executor.")
  }

  private var topology: JSONValue {
    let partition = JSONValue.object([
      ("partitionId", 1), ("role", "leader"), ("health", "healthy"),
    ])
    let broker = JSONValue.object([
      ("nodeId", 0), ("host", "127.0.0.1"), ("port", 0), ("partitions", .array([partition])),
      ("version", .string(version)),
    ])
    return .object([
      ("brokers", .array([broker])), ("clusterId", .null), ("clusterSize", 1),
      ("partitionsCount", 1), ("replicationFactor", 1), ("gatewayVersion", .string(version)),
      ("lastCompletedChangeId", "0"),
    ])
  }

  private func problem(_ error: EngineError, _ request: ServerRequest) -> ServerResponse {
    problem(
      RequestProblem(
        status: error.code.httpStatus, title: error.code.rawValue, error.message), request)
  }

  /// RFC 9457 problem details, with the status name as title, as the official gateway does.
  private func problem(_ problem: RequestProblem, _ request: ServerRequest) -> ServerResponse {
    var response = ServerResponse.json(
      problem.status,
      .object([
        ("type", "about:blank"), ("title", .string(problem.title)),
        ("status", JSONValue(problem.status)), ("detail", .string(problem.detail)),
        ("instance", .string(String(request.path))),
      ]), type: "application/problem+json")
    if problem.status == 503 { response.headers.append(("Retry-After", "1")) }
    return response
  }
}

extension JSONValue {
  /// Keys are strings in this API, because JavaScript numbers cannot represent them.
  static func key(_ key: EngineKey) -> JSONValue { .string(String(key)) }
}
