import EngineProtocol
import HTTP

extension EngineAPI {
  /// Pins the engine's clock, or resets it; nil for other requests.
  /// - Parameter path: the segments after `/v2`.
  func adjustClock(_ request: ServerRequest, _ path: [String]) throws -> ServerResponse? {
    switch "\(request.method) \(path.joined(separator: "/"))" {
    case "PUT clock":
      let members = try RequestMembers(request)
      try members.allow(["timestamp"])
      guard let time = try members.integer("timestamp") else {
        throw RequestProblem(
          title: RequestProblem.invalidArgument, "The member 'timestamp' is missing.")
      }
      guard time >= 0 else {
        throw RequestProblem(
          title: RequestProblem.invalidArgument, "The member 'timestamp' must not be negative.")
      }
      try adjustableClock().pin(to: Int64(time))
    case "POST clock/reset": try adjustableClock().pin(to: nil)
    default: return nil
    }
    return .empty(204)
  }

  private func adjustableClock() throws -> AdjustableClock {
    guard let clock else {
      throw RequestProblem(
        status: 501, title: "Not Implemented", "The clock of this engine cannot be set.")
    }
    return clock
  }
}
