import BPMN
import EngineProtocol

extension TraceEntry {
  /// What observers see of a change; nil for nothing.
  init?(_ change: Change, at time: Int64) {
    guard let (action, detail) = Self.content(of: change), !change.concernsInnerInstance else {
      return nil
    }
    self.init(action, at: time, detail)
    var node: Node?
    switch change.detail {
    case .node(let index), .received(_, let index):
      node = change.place?.definition.process.node(index)
    case .start(let definition, let index): node = definition.process.node(index)
    default: node = change.place?.element
    }
    instanceKey = change.place?.instance
    elementKey = change.place?.key
    elementID = node?.id
    elementName = node?.name
    elementType = node?.type
  }

  private static func content(of change: Change) -> (Action, Detail?)? {
    switch change.event {
    case .deployed:
      // One entry for each process: see `entries`.
      nil
    case .activated: (.activated, nil)
    case .completed: (.completed, nil)
    case .terminated: (.terminated, nil)
    case .flowTaken(_, let flow):
      change.place.map { (.flowTaken, .flow($0.definition.process.flow(flow).id)) }
    case .variablesSet(_, let variables):
      (.variablesSet, .variables(SecretHole.display(variables.json)))
    case .escalationThrown(_, let code, let catcher):
      (.escalationThrown, .escalation(code: code, isCaught: catcher != nil))
    case .jobCreated: job(.jobCreated, change)
    case .jobActivated: job(.jobActivated, change)
    case .jobCompleted: job(.jobCompleted, change)
    case .jobFailed(_, _, let message, _): job(.jobFailed, change, message)
    case .jobErrorThrown(_, let code, let message):
      job(.jobErrorThrown, change, message.isEmpty ? code : "\(code): \(message)")
    case .jobTimedOut: job(.jobTimedOut, change)
    case .timerCreated(_, _, _, let schedule), .startTimerCreated(_, _, _, let schedule):
      (.timerCreated, .due(schedule.due))
    case .timerFired(_, let next):
      change.place.map { _ in (.timerFired, next.map { .due($0.due) }) }
    case .subscriptionOpened(_, _, _, let topic): (.messageAwaited, .message(topic))
    case .signalBroadcast(_, let name, _): (.signalBroadcast, .signal(name))
    case .signalAwaited(_, _, _, let name): (.signalAwaited, .signal(name))
    case .conditionAwaited: (.conditionAwaited, nil)
    case .messagePublished: message(.messagePublished, change)
    case .messageCorrelated, .messageStarted: message(.messageCorrelated, change)
    case .messageExpired: message(.messageExpired, change)
    case .incidentRaised(let key, _, _, let type, let message):
      (.incidentRaised, .incident(key: key, type: type.rawValue, message: message))
    case .incidentResolved(let key):
      if case .incident(let incident) = change.detail {
        (
          .incidentResolved,
          .incident(key: key, type: incident.type.rawValue, message: incident.message)
        )
      } else {
        nil
      }
    default: nil
    }
  }

  private static func job(
    _ action: Action, _ change: Change, _ message: String? = nil
  ) -> (Action, Detail?)? {
    guard case .job(let key, let type, let retries) = change.detail else { return nil }
    return (action, .job(key: key, type: type, retries: retries, message: message))
  }

  private static func message(_ action: Action, _ change: Change) -> (Action, Detail?)? {
    switch change.detail {
    case .message(let topic), .received(let topic, _): (action, .message(topic))
    default: nil
    }
  }

  /// What observers see of a change.
  static func entries(_ change: Change, at time: Int64) -> [TraceEntry] {
    if case .deployed(let definitions) = change.detail {
      return definitions.map { TraceEntry(.deployed, at: time, .process($0.description)) }
    }
    return TraceEntry(change, at: time).map { [$0] } ?? []
  }
}

extension Change {
  /// Whether it concerns a scope that is not in the diagram.
  fileprivate var concernsInnerInstance: Bool {
    guard let element = place?.element, element.type == .subProcess else { return false }
    return element.behavior is AdHocInnerInstance
  }
}

extension TraceEntry.Detail {
  fileprivate static func message(_ topic: MessageTopic) -> TraceEntry.Detail {
    .message(name: topic.name, correlationKey: topic.correlationKey)
  }
}
