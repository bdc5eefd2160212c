import EngineProtocol
import JSON
import Synchronization

/// The variables with which a run completes user tasks, in place of people.
final class UserTaskAnswers: Sendable {
  private struct Answers: Sendable {
    let element: String
    var variables: [JSONObject] = []
    var used = 0

    /// The variables of the next visit; the last ones are repeated.
    mutating func next() -> JSONObject {
      used += 1
      return variables[min(used, variables.count) - 1]
    }
  }

  private let answers: Mutex<[Answers]>

  /// - Parameter list: element IDs with variables, which are used in turn.
  init(_ list: [(element: String, variables: JSONObject)]) {
    var answers: [Answers] = []
    for (element, variables) in list {
      let index = answers.firstIndex { $0.element == element } ?? answers.count
      if index == answers.count { answers.append(Answers(element: element)) }
      answers[index].variables.append(variables)
    }
    self.answers = Mutex(answers)
  }

  /// The elements at which no user task was completed.
  var unused: [String] { answers.withLock { $0.filter { $0.used == 0 }.map(\.element) } }

  /// Completes what waits, as far as there are answers.
  /// - Returns: whether anything was completed.
  func complete(
    _ tasks: [PendingWork.WaitingTask], on engine: any ProcessEngine
  ) async throws -> Bool {
    var hasCompleted = false
    for task in tasks {
      guard let variables = next(for: task.elementID) else { continue }
      hasCompleted = true
      switch task.key {
      case .task(let key):
        do {
          try await engine.change(userTask: key, .complete(variables))
        } catch let error as EngineError where error.code == .deadlineExceeded {
          // Its listeners have no worker; the run reports their jobs.
        }
      case .job(let key):
        try await engine.completeJob(
          JobReference(key: key, token: JobReference.anyToken), variables: variables)
      }
    }
    return hasCompleted
  }

  private func next(for element: String) -> JSONObject? {
    answers.withLock { answers in
      answers.firstIndex { $0.element == element }.map { answers[$0].next() }
    }
  }
}
