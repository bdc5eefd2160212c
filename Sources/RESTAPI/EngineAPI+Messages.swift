import EngineProtocol
import HTTP
import JSON

extension EngineAPI {
  func publish(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["name", "correlationKey", "timeToLive", "messageId", "variables"])
    let key = try await engine.publishMessage(
      PublishMessageRequest(
        name: try members.required("name"),
        correlationKey: try members.text("correlationKey") ?? "",
        messageID: try members.text("messageId") ?? "",
        timeToLive: Int64(try members.integer("timeToLive") ?? 0), variables: try members.variables)
    )
    return .json(200, .object([("messageKey", .key(key)), ("tenantId", "<default>")]))
  }

  func correlate(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["name", "correlationKey", "variables"])
    let correlation = try await engine.correlateMessage(
      CorrelateMessageRequest(
        name: try members.required("name"),
        correlationKey: try members.text("correlationKey") ?? "",
        variables: try members.variables))
    return .json(
      200,
      .object([
        ("messageKey", .key(correlation.messageKey)),
        ("processInstanceKey", .key(correlation.instanceKey)), ("tenantId", "<default>"),
      ]))
  }
}
