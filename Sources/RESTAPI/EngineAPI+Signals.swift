import EngineProtocol
import HTTP
import JSON

extension EngineAPI {
  func broadcast(_ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["signalName", "variables"])
    let key = try await engine.broadcastSignal(
      BroadcastSignalRequest(
        name: try members.required("signalName"), variables: try members.variables))
    return .json(200, .object([("signalKey", .key(key)), ("tenantId", "<default>")]))
  }
}
