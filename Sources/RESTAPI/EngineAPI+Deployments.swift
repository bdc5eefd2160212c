import EngineProtocol
import HTTP
import JSON

extension EngineAPI {
  /// Deploys the files of a multipart body, all or none.
  func deploy(_ request: ServerRequest) async throws -> ServerResponse {
    let parts: [MultipartBody.Part]
    do { parts = try MultipartBody(request).parts } catch {
      throw EngineError(.invalidArgument, "The body is malformed: \(error.message).")
    }
    var resources: [DeploymentResource] = []
    for part in parts where part.name != "tenantId" {
      guard part.name == "resources", let name = part.filename else {
        throw EngineError(
          .invalidArgument, "The part '\(part.name)' is not a resource with a file name.")
      }
      resources.append(DeploymentResource(name: name, bytes: part.bytes))
    }
    guard !resources.isEmpty else {
      throw EngineError(.invalidArgument, "The body has no part named 'resources'.")
    }
    let deployment = try await deployResources(resources)
    let processes = deployment.processes.map { process in
      let definition = JSONValue.object([
        ("processDefinitionId", .string(process.id)),
        ("processDefinitionVersion", JSONValue(process.version)),
        ("resourceName", .string(process.resourceName)), ("tenantId", "<default>"),
        ("processDefinitionKey", .key(process.key)),
      ])
      return Self.deployed("processDefinition", definition)
    }
    let forms = deployment.forms.map { form in
      Self.deployed(
        "form",
        .object([
          ("formId", .string(form.id)), ("version", JSONValue(form.version)),
          ("resourceName", .string(form.resourceName)), ("tenantId", "<default>"),
          ("formKey", .key(form.key)),
        ]))
    }
    let others = deployment.resources.map { resource in
      Self.deployed(
        "resource",
        .object([
          ("resourceId", .string(resource.id)), ("version", JSONValue(resource.version)),
          ("resourceName", .string(resource.resourceName)), ("tenantId", "<default>"),
          ("resourceKey", .key(resource.key)),
        ]))
    }
    return .json(
      200,
      .object([
        ("deploymentKey", .key(deployment.key)), ("tenantId", "<default>"),
        ("deployments", .array(processes + forms + others)),
      ]))
  }

  /// The history stays, as by default in Camunda.
  func deleteResource(_ key: EngineKey, _ members: RequestMembers) async throws -> ServerResponse {
    try members.allow([])
    try await engine.deleteResource(key)
    return .json(200, .object([("resourceKey", .key(key)), ("batchOperation", .null)]))
  }

  /// A deployed resource as the only one of its possible kinds.
  private static func deployed(_ kind: String, _ resource: JSONValue) -> JSONValue {
    let kinds = [
      "processDefinition", "decisionDefinition", "decisionRequirements", "form", "resource",
    ]
    return .object(JSONObject(kinds.map { ($0, $0 == kind ? resource : .null) }))
  }
}
