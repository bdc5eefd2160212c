import EngineProtocol

// Inbound deliveries: all effects go into one entry of the log.

extension Processor {
  /// Carries out a delivery completely, or rejects it before anything is done.
  mutating func deliver(_ delivery: InboundDelivery) throws(EngineError) -> Reply {
    for start in delivery.starts { try check(start) }
    guard !isKnown(delivery) else { return .delivery(.repeated(note: nil)) }
    var correlations: [MessageCorrelation?] = []
    for request in delivery.waiting {
      let isAwaited = firstWaiting(for: request.topic, among: request.receivers) != nil
      guard isAwaited, case .correlation(let taken) = try correlateMessage(request) else {
        correlations.append(nil)
        continue
      }
      correlations.append(taken)
    }
    if correlations.contains(where: { $0 != nil }) { return .delivery(.correlated(correlations)) }
    guard delivery.starts.isEmpty else {
      var keys: [EngineKey] = []
      for start in delivery.starts { keys.append(try begin(start)) }
      return .delivery(.started(keys))
    }
    guard let kept = delivery.kept, case .key(let key) = try publishMessage(kept) else {
      return .delivery(.unmatched)
    }
    return .delivery(.kept(key))
  }

  /// - Throws: why a start cannot be carried out.
  private func check(_ start: InboundDelivery.Start) throws(EngineError) {
    if case .instance(let request) = start { _ = try startable(request) }
  }

  private mutating func begin(_ start: InboundDelivery.Start) throws(EngineError) -> EngineKey {
    let reply =
      switch start {
      case .message(let request): try publishMessage(request)
      case .instance(let request): try createInstance(request)
      }
    switch reply {
    case .key(let key): return key
    case .instance(let instance): return instance.key
    default: return 0
    }
  }

  private func isKnown(_ delivery: InboundDelivery) -> Bool {
    let published: [PublishMessageRequest] =
      delivery.starts.compactMap { if case .message(let request) = $0 { request } else { nil } }
      + [delivery.kept].compactMap { $0 }
    return delivery.waiting.contains { isKnown($0.topic, id: $0.messageID) }
      || published.contains { isKnown($0.topic, id: $0.messageID) }
  }
}
