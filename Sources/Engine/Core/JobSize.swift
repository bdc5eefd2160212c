import EngineProtocol
import FEEL

// The size of the jobs that a worker gets in one response.

extension Limits {
  /// The maximum size of the variables in one response with jobs, in bytes; Zeebe's default, less
  /// what it reserves for the rest of the message.
  static let jobsSize = (4 << 20) - (8 << 10)
}

extension Processor {
  /// Those of the available jobs that fit into a response. The rest stays available, but a job that
  /// does not fit into a response of its own gets an incident.
  mutating func fitting(_ keys: [EngineKey], fetching names: [String]?) -> [EngineKey] {
    var fitting: [EngineKey] = []
    var room = Limits.jobsSize
    for key in keys {
      guard let job = state.jobs[key] else { continue }
      let size = variablesSize(of: job.element, fetching: names)
      if size <= room {
        room -= size
        fitting.append(key)
      } else if fitting.isEmpty {
        block(key, job, size)
      } else {
        break
      }
    }
    return fitting
  }

  /// The size of an element's variables as JSON, in bytes; numbers and dates are estimated.
  private func variablesSize(of element: EngineKey, fetching names: [String]?) -> Int {
    guard let names else { return visibleVariables(of: element).size }
    let visible = visibleVariables(of: element, including: names)
    return names.reduce(0) { $0 + (visible[$1].map { $0.size } ?? 0) }
  }

  private mutating func block(_ key: EngineKey, _ job: JobState, _ size: Int) {
    let failure = Failure(
      .messageSize,
      "The variables of the job have about \(size >> 10) KB, but a worker can get "
        + "\(Limits.jobsSize >> 10) KB.",
      help: "Let the worker fetch only the variables that it needs, then resolve the incident.")
    emit(.jobFailed(key: key, retries: job.retries, message: failure.message, availableAt: 0))
    raise(failure, on: job.element, job: key)
  }
}

extension FEELContext {
  fileprivate var size: Int { reduce(2) { $0 + $1.key.utf8.count + 4 + $1.value.size } }
}

extension FEELValue {
  private static let otherSize = 16

  fileprivate var size: Int {
    switch self {
    case .string(let text): text.utf8.count + 2
    case .list(let items): items.reduce(2) { $0 + $1.size + 1 }
    case .context(let context): context.size
    default: Self.otherSize
    }
  }
}
