import EngineProtocol
import JSON

/// A user task that the engine manages.
struct UserTaskState: Sendable, Equatable {
  let element: EngineKey
  var attributes: UserTaskAttributes
  let form: UserTaskForm
  /// What is happening to it; nil while it waits for a command.
  var transition: UserTaskTransition?
}

/// A step in the life of a user task.
struct UserTaskTransition: Sendable, Equatable {
  enum Kind: String, Sendable {
    case creating, assigning, updating, completing, canceling

    /// The state of the task while the transition lasts.
    var state: UserTask.State {
      switch self {
      case .creating: .creating
      case .assigning: .assigning
      case .updating: .updating
      case .completing: .completing
      case .canceling: .canceling
      }
    }

    /// The state of the task afterwards.
    var result: UserTask.State {
      switch self {
      case .creating, .assigning, .updating: .created
      case .completing: .completed
      case .canceling: .canceled
      }
    }
  }

  var kind: Kind
  /// A word for listeners, such as `claim`.
  var action = ""
  /// The task's attributes afterwards.
  var attributes: UserTaskAttributes
  /// The variables of the result.
  var variables = JSONObject()
}

extension UserTaskState {
  /// The attributes that listeners see: those after the transition. A task that is being created
  /// already shows the assignee of the diagram, which is assigned afterwards.
  var pendingAttributes: UserTaskAttributes {
    guard let transition else { return attributes }
    var pending = transition.attributes
    if transition.kind == .creating, pending.assignee.isEmpty {
      pending.assignee = attributes.assignee
    }
    return pending
  }

  /// The names of the attributes that the transition changes.
  var changedAttributes: [String] {
    guard let transition else { return [] }
    var known = attributes
    if transition.kind == .creating { known.assignee = "" }
    let new = transition.attributes
    return [
      ("assignee", known.assignee != new.assignee),
      ("candidateGroups", known.candidateGroups != new.candidateGroups),
      ("candidateUsers", known.candidateUsers != new.candidateUsers),
      ("dueDate", known.dueDate != new.dueDate),
      ("followUpDate", known.followUpDate != new.followUpDate),
      ("priority", known.priority != new.priority),
    ].filter(\.1).map(\.0)
  }
}

extension UserTaskState {
  var state: UserTask.State { transition?.kind.state ?? .created }
}

extension EngineState {
  /// Applies an event of a user task.
  mutating func applyUserTask(_ event: Event) {
    switch event {
    case .userTaskCreating(let key, let element, let attributes, let form):
      note(key)
      var created = attributes
      // The assignment is a transition of its own.
      created.assignee = ""
      userTasks[key] = UserTaskState(
        element: element, attributes: attributes, form: form,
        transition: UserTaskTransition(kind: .creating, attributes: created))
      elements.update(element) { $0.userTask = key }
    case .userTaskChanging(let key, let transition): userTasks[key]?.transition = transition
    case .userTaskCorrected(let key, let attributes):
      userTasks[key]?.transition?.attributes = attributes
    case .userTaskUnchanged(let key, _): userTasks[key]?.transition = nil
    case .userTaskChanged(let key):
      guard let task = userTasks[key], let transition = task.transition else { break }
      guard transition.kind.result == .created else {
        userTasks[key] = nil
        elements.update(task.element) { $0.userTask = nil }
        break
      }
      userTasks[key]?.attributes = transition.attributes
      userTasks[key]?.transition = nil
    default: break
    }
  }
}
