import EngineProtocol
import HTTP

extension EngineAPI {
  func activateAdHoc(_ key: EngineKey, _ members: RequestMembers) async throws -> ServerResponse {
    try members.allow(["elements", "cancelRemainingInstances"])
    try await engine.activate(
      try members.activations("elements"), inAdHocSubProcess: key,
      cancelsRest: try members.flag("cancelRemainingInstances") ?? false)
    return .empty(204)
  }
}
