import Engine
import JSON

/// The part of Camunda's REST API v2 that the executor serves, so that official clients can start
/// processes here (reference page camunda-and-twilio-apis, 1.2 and 1.3).
struct EngineAPI: Sendable {
  let engine: any ProcessEngine
  /// What `/v2/topology` gives as the gateway's version.
  let version: String

  /// Answers everything below `/v2`.
  func respond(to request: ServerRequest) async -> ServerResponse {
    do {
      let path = request.segments.dropFirst().map { $0 ?? "" }
      switch (request.method, path.joined(separator: "/")) {
      case ("GET", "status"): return .empty(204)
      case ("GET", "topology"): return .json(200, topology)
      case ("POST", "process-instances"): return try await create(Members(request))
      case ("POST", "messages/publication"): return try await publish(Members(request))
      case ("POST", "messages/correlation"): return try await correlate(Members(request))
      case ("POST", _)
      where path.count == 3 && path[0] == "process-instances"
        && path[2] == "cancellation":
        try await engine.cancelInstance(try Members.key(path[1], "processInstanceKey"))
        return .empty(204)
      case ("POST", _) where path.count == 3 && path[0] == "incidents" && path[2] == "resolution":
        try await engine.resolveIncident(try Members.key(path[1], "incidentKey"))
        return .empty(204)
      default:
        throw EngineError(
          .notFound, "\(request.method) \(request.path) is not served by this executor.")
      }
    } catch let error as EngineError {
      return problem(error, request)
    } catch {
      return problem(EngineError(.internal, "The request failed."), request)
    }
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

  private func create(_ members: Members) async throws -> ServerResponse {
    try members.allow([
      "processDefinitionKey", "processDefinitionId", "processDefinitionVersion", "variables",
    ])
    let id = members.text("processDefinitionId")
    let key = try members.text("processDefinitionKey").map {
      try Members.key($0, "processDefinitionKey")
    }
    let definition: CreateInstanceRequest.Definition
    switch (key, id) {
    case (let key?, nil): definition = .key(key)
    case (nil, let id?):
      let version = members["processDefinitionVersion"]?.int
      definition = .id(id, version: version == -1 ? nil : version)
    default:
      throw EngineError(
        .invalidArgument, "Give either processDefinitionKey or processDefinitionId.")
    }
    let variables = try members.variables
    let instance = try await engine.createInstance(
      CreateInstanceRequest(definition, variables: variables))
    return .json(
      200,
      .object([
        ("processDefinitionId", .string(instance.definition.id)),
        ("processDefinitionVersion", JSONValue(instance.definition.version)),
        ("processDefinitionKey", .key(instance.definition.key)),
        ("processInstanceKey", .key(instance.key)), ("tenantId", "<default>"),
        ("variables", .object([])), ("tags", .array([])), ("businessId", .null),
      ]))
  }

  private func publish(_ members: Members) async throws -> ServerResponse {
    try members.allow(["name", "correlationKey", "timeToLive", "messageId", "variables"])
    let key = try await engine.publishMessage(
      PublishMessageRequest(
        name: try members.required("name"), correlationKey: members.text("correlationKey") ?? "",
        messageID: members.text("messageId") ?? "",
        timeToLive: Int64(members["timeToLive"]?.int ?? 0), variables: try members.variables))
    return .json(200, .object([("messageKey", .key(key)), ("tenantId", "<default>")]))
  }

  private func correlate(_ members: Members) async throws -> ServerResponse {
    try members.allow(["name", "correlationKey", "variables"])
    let correlation = try await engine.correlateMessage(
      CorrelateMessageRequest(
        name: try members.required("name"), correlationKey: members.text("correlationKey") ?? "",
        variables: try members.variables))
    return .json(
      200,
      .object([
        ("messageKey", .key(correlation.messageKey)),
        ("processInstanceKey", .key(correlation.instanceKey)), ("tenantId", "<default>"),
      ]))
  }

  /// RFC 9457, with the status name as title, as the official gateway writes it.
  private func problem(_ error: EngineError, _ request: ServerRequest) -> ServerResponse {
    let status = error.code.httpStatus
    return .json(
      status,
      .object([
        ("type", "about:blank"), ("title", .string(error.code.rawValue)),
        ("status", JSONValue(status)), ("detail", .string(error.message)),
        ("instance", .string(String(request.path))),
      ]), type: "application/problem+json")
  }
}

extension JSONValue {
  /// Keys are texts in this API, because JavaScript cannot hold them as numbers.
  fileprivate static func key(_ key: EngineKey) -> JSONValue { .string(String(key)) }
}

/// The members of a JSON request.
private struct Members {
  private let object: JSONObject

  init(_ request: ServerRequest) throws(EngineError) {
    guard request.mediaType == "application/json" else {
      throw EngineError(.invalidArgument, "The body must be sent as application/json.")
    }
    let json: JSONValue
    do { json = try JSONValue(parsing: request.body) } catch {
      throw EngineError(
        .invalidArgument, "The body is no JSON: \(error.message), at byte \(error.offset).")
    }
    guard let object = SecretHole.neutralizing(json).object else {
      throw EngineError(.invalidArgument, "The body must be a JSON object.")
    }
    self.object = object
  }

  /// Members that are null count as absent.
  subscript(name: String) -> JSONValue? { object[name].flatMap { $0.isNull ? nil : $0 } }

  func text(_ name: String) -> String? { self[name]?.string }

  func required(_ name: String) throws(EngineError) -> String {
    guard let text = text(name), !text.isEmpty else {
      throw EngineError(.invalidArgument, "The member \(name) is missing.")
    }
    return text
  }

  var variables: JSONObject {
    get throws(EngineError) {
      guard let value = self["variables"] else { return JSONObject() }
      guard let object = value.object else {
        throw EngineError(.invalidArgument, "The member variables must be an object.")
      }
      return object
    }
  }

  /// Refuses what would otherwise be skipped silently.
  func allow(_ names: Set<String>) throws(EngineError) {
    for (name, value) in object.members where !names.contains(name) {
      let isHarmless =
        value.isNull || value == .array([]) || value == .bool(false)
        || (name == "tenantId" && value.string == "<default>")
      if !isHarmless {
        throw EngineError(.invalidArgument, "The member \(name) is not supported here.")
      }
    }
  }

  static func key(_ text: String, _ name: String) throws(EngineError) -> EngineKey {
    guard let key = EngineKey(text) else {
      throw EngineError(.invalidArgument, "\(name) '\(text)' is no key.")
    }
    return key
  }
}
