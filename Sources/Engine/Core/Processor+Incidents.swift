import EngineProtocol

extension Processor {
  mutating func raise(_ failure: Failure, on element: EngineKey, job: EngineKey? = nil) {
    emit(
      .incidentRaised(
        key: newKey(), element: element, job: job, type: failure.type,
        message: SecretHole.display(
          [failure.message, failure.help].filter { !$0.isEmpty }.joined(separator: " "))))
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
