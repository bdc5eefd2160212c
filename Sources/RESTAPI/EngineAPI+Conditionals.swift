import EngineProtocol
import HTTP
import JSON

extension EngineAPI {
  func evaluateConditionals(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["processDefinitionKey", "variables"])
    let evaluation = try await engine.evaluateConditionals(
      EvaluateConditionalsRequest(
        definition: try members.key("processDefinitionKey"),
        variables: try members.requiredVariables))
    return .json(
      200,
      .object([
        ("conditionalEvaluationKey", .key(evaluation.key)), ("tenantId", "<default>"),
        (
          "processInstances",
          .array(
            evaluation.started.map { started in
              .object([
                ("processDefinitionKey", .key(started.definitionKey)),
                ("processInstanceKey", .key(started.instanceKey)),
              ])
            })
        ),
      ]))
  }
}
