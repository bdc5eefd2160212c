import BPMN
import Engine
import JSON

extension EngineAPI {
  /// Deploys the files of a multipart body, all or none.
  ///
  /// Webhooks come from the bundle that the executor was started with, so a diagram with webhooks
  /// is refused: its elements would never hear anything.
  func deploy(_ request: ServerRequest) async throws -> ServerResponse {
    let parts: [MultipartBody.Part]
    do { parts = try MultipartBody(request).parts } catch {
      throw EngineError(.invalidArgument, "The body cannot be read: \(error.message).")
    }
    var resources: [DeploymentResource] = []
    for part in parts where part.name != "tenantId" {
      guard part.name == "resources", let name = part.filename else {
        throw EngineError(
          .invalidArgument, "The part \(part.name) is no resource with a file name.")
      }
      guard !Self.hasWebhooks(part) else {
        throw EngineError(
          .invalidArgument,
          "\(name) has webhooks; start the executor with this file to serve them.")
      }
      resources.append(DeploymentResource(name: name, bytes: part.bytes))
    }
    guard !resources.isEmpty else {
      throw EngineError(.invalidArgument, "The body has no part resources.")
    }
    let deployment = try await engine.deploy(resources)
    let others = ["decisionDefinition", "decisionRequirements", "form", "resource"]
    let deployments = deployment.processes.map { process in
      let definition = JSONValue.object([
        ("processDefinitionId", .string(process.id)),
        ("processDefinitionVersion", JSONValue(process.version)),
        ("resourceName", .string(process.resourceName)), ("tenantId", "<default>"),
        ("processDefinitionKey", .key(process.key)),
      ])
      return JSONValue.object([("processDefinition", definition)] + others.map { ($0, .null) })
    }
    return .json(
      200,
      .object([
        ("deploymentKey", .key(deployment.key)), ("tenantId", "<default>"),
        ("deployments", .array(deployments)),
      ]))
  }

  private static func hasWebhooks(_ part: MultipartBody.Part) -> Bool {
    let model = BPMNFile(parsing: part.bytes, path: part.filename ?? "").model
    return model.map { $0.elements.contains { $0.zeebeProperty("inbound.type") != nil } } ?? false
  }
}
