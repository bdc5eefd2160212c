import EngineProtocol
import JSON

// Signals: broadcast to everything that waits for them at that moment.

/// The rest of a broadcast: the waiting events with keys from `next` to the signal's own key.
struct SignalDelivery: Sendable, Equatable {
  var name: String
  var variables: JSONObject
  var next: EngineKey
  var signal: EngineKey
  /// The process instance that has thrown the signal; 0 for a client.
  var thrower: EngineKey
}

extension Processor {
  /// The maximum number of waiting events that one step triggers.
  private static let broadcastLimit = 100

  mutating func broadcastSignal(_ request: BroadcastSignalRequest) throws(EngineError) -> Reply {
    guard !request.name.isEmpty else {
      throw EngineError(.invalidArgument, "The signal has no name.")
    }
    return .key(broadcast(request.name, request.variables, from: 0))
  }

  /// Triggers everything that waits for a signal, and starts an instance for each start event of a
  /// latest version. Nothing is buffered.
  /// - Parameter thrower: the process instance that throws it; 0 for a client.
  @discardableResult
  mutating func broadcast(
    _ name: String, _ variables: JSONObject, from thrower: EngineKey
  ) -> EngineKey {
    let key = newKey()
    emit(.signalBroadcast(key: key, name: name, variables: variables))
    for definition in state.signalStarts[name] ?? SortedSet() {
      guard let definition = state.definitions[definition] else { continue }
      for start in definition.process.signalStarts where start.signalName == name {
        begin(createInstance(of: definition), at: start.node, with: .merged(variables))
      }
    }
    deliver(
      SignalDelivery(name: name, variables: variables, next: 0, signal: key, thrower: thrower))
    return key
  }

  mutating func deliver(_ delivery: SignalDelivery) {
    var delivery = delivery
    for _ in 0..<Self.broadcastLimit {
      guard let key = state.signalWaits[delivery.name]?.first(from: delivery.next),
        key < delivery.signal, let wait = state.eventWaits[key]
      else { return }
      delivery.next = key + 1
      if state.elements[wait.element]?.instance == delivery.thrower {
        react(wait.element, wait.node, to: .merged(delivery.variables))
      } else {
        trigger(wait.element, wait.node, with: .merged(delivery.variables))
      }
    }
    enqueue(.deliverSignal(delivery))
  }
}
