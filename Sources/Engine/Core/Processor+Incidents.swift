import EngineProtocol

extension Processor {
  mutating func raise(_ failure: Failure, on element: EngineKey, job: EngineKey? = nil) {
    emit(
      .incidentRaised(
        key: newKey(), element: element, job: job, type: failure.type,
        message: SecretHole.display(
          [failure.message, failure.help].filter { !$0.isEmpty }.joined(separator: " "))))
  }

  /// Resolves all incidents of an instance, without those of called instances. A job without retries
  /// gets one more.
  /// - Returns: the key of this operation.
  mutating func resolveIncidents(of instance: EngineKey) throws(EngineError) -> Reply {
    guard let place = state.elements.place(of: instance), state.elements[place].scope == 0 else {
      throw EngineError(.notFound, "Process instance \(instance) does not exist or has ended.")
    }
    let elements = Set(state.contents(of: instance))
    for key in state.incidents.keys.sorted() {
      guard let incident = state.incidents[key], elements.contains(incident.element) else {
        continue
      }
      if let job = incident.job, state.jobs[job]?.retries == 0 {
        emit(.jobRetriesUpdated(key: job, retries: 1))
      }
      _ = try resolveIncident(key)
    }
    return .key(newKey())
  }

  /// Resolves an incident by retrying; another failure raises a new incident.
  mutating func resolveIncident(_ key: EngineKey) throws(EngineError) -> Reply {
    guard let incident = state.incidents[key] else {
      throw EngineError(.notFound, "Incident \(key) does not exist or is already resolved.")
    }
    if let job = incident.job {
      guard state.jobs[job].map({ $0.retries > 0 }) ?? false else {
        throw EngineError(
          .invalidState,
          "Incident \(key) cannot be resolved: job \(job) has no retries left. Update its retries first."
        )
      }
      emit(.incidentResolved(key: key))
      emit(.jobAvailable(key: job))
      return .done
    }
    emit(.incidentResolved(key: key))
    if let element = state.elements[incident.element] { startCounting(element.instance) }
    switch state.elements[incident.element]?.phase {
    case .activating: enqueue(.activate(incident.element))
    case .completing: enqueue(.complete(incident.element))
    case .active:
      resumeUserTask(of: incident.element)
      resumeAdHoc(incident.element)
    case .terminating:
      resumeUserTask(of: incident.element)
      continueTermination(incident.element)
    case nil: break
    }
    return .done
  }
}
