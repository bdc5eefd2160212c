import EngineProtocol

/// Requests whose effect takes time because listeners run first: changes of user tasks, and
/// terminations of process instances.
struct DelayedReplies {
  typealias Answer = (WriterLoop.Request, Result<Reply, EngineError>)

  /// By the key of the task or instance, which has one such request at a time.
  private var requests: [EngineKey: WriterLoop.Request] = [:]

  /// The next time at which a request has waited long enough, in milliseconds since 1970.
  var nextDeadline: Int64? { requests.values.compactMap(\.maximumWait).min() }

  mutating func add(_ request: WriterLoop.Request, for key: EngineKey) { requests[key] = request }

  /// The replies to those whose effect is complete after these changes.
  mutating func answers(after changes: [Change]) -> [Answer] {
    guard !requests.isEmpty else { return [] }
    return changes.compactMap { change in
      guard let (key, result) = change.event.delayedResult,
        let request = requests.removeValue(forKey: key)
      else { return nil }
      return (request, result)
    }
  }

  /// The replies to those that have waited long enough, or whose caller does not wait any more.
  mutating func answers(at time: Int64, withdrawn: Set<UInt64>) -> [Answer] {
    let over = requests.filter { _, request in
      withdrawn.contains(request.id) || request.maximumWait.map { $0 <= time } ?? false
    }
    for key in over.keys { requests[key] = nil }
    return over.values.map { ($0, .failure(.listenersRun)) }
  }

  mutating func removeAll() -> [WriterLoop.Request] {
    defer { requests = [:] }
    return Array(requests.values)
  }
}

extension Event {
  /// The result of a request that waits for this event, with the key that it waits for.
  fileprivate var delayedResult: (key: EngineKey, result: Result<Reply, EngineError>)? {
    switch self {
    case .userTaskChanged(let key), .terminated(let key): (key, .success(.done))
    case .userTaskUnchanged(let key, let reason):
      (key, .failure(EngineError(.invalidState, reason)))
    default: nil
    }
  }
}

extension EngineError {
  fileprivate static let listenersRun = EngineError(
    .deadlineExceeded,
    "The command has not finished in time: it goes on when the jobs of its listeners are completed."
  )
}
