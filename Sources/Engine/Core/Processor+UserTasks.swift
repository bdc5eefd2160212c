import EngineProtocol
import JSON
import Time

// User tasks that the engine manages: created, assigned, updated, and completed or canceled.

extension Processor {
  /// Creates the task of an active element; when it exists, it is assigned as the diagram says.
  mutating func createUserTask(
    for element: EngineKey, _ attributes: UserTaskAttributes, _ form: UserTaskForm
  ) {
    let key = newKey()
    emit(.userTaskCreating(key: key, element: element, attributes: attributes, form: form))
    callTaskListener(0, of: key)
  }

  /// Carries out a command, which a task accepts only while nothing else happens to it.
  mutating func change(
    userTask key: EngineKey, _ command: UserTaskCommand
  ) throws(EngineError) -> Reply {
    guard let task = state.userTasks[key] else {
      throw EngineError(
        .notFound, "User task \(key) does not exist, or was completed or canceled.")
    }
    guard task.transition == nil else {
      throw EngineError(
        .invalidState,
        "Cannot \(command.verb) user task \(key): it is in state \(task.state.rawValue.uppercased())."
      )
    }
    run(try command.transition(of: task, key), on: key)
    return state.userTasks[key]?.transition == nil ? .done : .later(key)
  }

  /// Cancels the task of an element that is terminated. A command that the task is carrying out is
  /// rejected.
  /// - Parameter isSilent: whether listeners are not told; the caller terminates the element.
  mutating func cancelUserTask(_ key: EngineKey, isSilent: Bool = false) {
    guard let task = state.userTasks[key] else { return }
    if let transition = task.transition, ![.creating, .canceling].contains(transition.kind) {
      emit(.userTaskUnchanged(key: key, reason: "User task \(key) is being canceled."))
    }
    let cancellation = UserTaskTransition(kind: .canceling, attributes: task.attributes)
    guard isSilent else { return run(cancellation, on: key) }
    emit(.userTaskChanging(key: key, transition: cancellation))
    emit(.userTaskChanged(key: key))
  }

  private mutating func run(_ transition: UserTaskTransition, on key: EngineKey) {
    emit(.userTaskChanging(key: key, transition: transition))
    callTaskListener(0, of: key)
  }

  /// Ends a task's transition, and continues as it demands.
  mutating func endTransition(of key: EngineKey) {
    guard let task = state.userTasks[key], let transition = task.transition else { return }
    emit(.userTaskChanged(key: key))
    switch transition.kind {
    case .creating where !task.attributes.assignee.isEmpty:
      var assigned = transition.attributes
      assigned.assignee = task.attributes.assignee
      run(UserTaskTransition(kind: .assigning, attributes: assigned), on: key)
    case .creating, .assigning, .updating: break
    case .completing:
      if let instance = state.elements[task.element]?.instance { startCounting(instance) }
      let variables = Variables(transition.variables)
      complete(task.element, result: takeResult(variables, of: task.element))
    case .canceling: continueTermination(task.element)
    }
  }
}

extension UserTaskCommand {
  /// The command in messages.
  fileprivate var verb: String {
    switch self {
    case .assign: "assign"
    case .unassign: "unassign"
    case .update: "update"
    case .complete: "complete"
    }
  }

  /// What the command does to a task.
  /// - Throws: `.invalidState` if somebody else has the task, `.invalidArgument` for a value that an
  ///   attribute cannot have.
  fileprivate func transition(
    of task: UserTaskState, _ key: EngineKey
  ) throws(EngineError) -> UserTaskTransition {
    var attributes = task.attributes
    switch self {
    case .assign(let assignee, let action, let overrides):
      if !overrides {
        guard !assignee.isEmpty else {
          throw EngineError(.invalidState, "Cannot claim user task \(key) without an assignee.")
        }
        guard [assignee, ""].contains(attributes.assignee) else {
          throw EngineError(
            .invalidState, "Cannot claim user task \(key): it is assigned to another user.")
        }
      }
      attributes.assignee = assignee
      let usual = overrides ? "assign" : "claim"
      return UserTaskTransition(
        kind: .assigning, action: action.isEmpty ? usual : action, attributes: attributes)
    case .unassign:
      attributes.assignee = ""
      return UserTaskTransition(kind: .assigning, action: "unassign", attributes: attributes)
    case .update(let update, let action):
      try update.check()
      attributes.apply(update)
      return UserTaskTransition(
        kind: .updating, action: action.isEmpty ? "update" : action, attributes: attributes)
    case .complete(let variables, let action):
      return UserTaskTransition(
        kind: .completing, action: action.isEmpty ? "complete" : action, attributes: attributes,
        variables: variables)
    }
  }
}

extension UserTaskUpdate {
  /// - Throws: `.invalidArgument` for a value that an attribute cannot have.
  func check() throws(EngineError) {
    if let priority, !UserTaskAttributes.priorities.contains(priority) {
      throw EngineError(
        .invalidArgument, "The priority of a user task must be from 0 to 100, not \(priority).")
    }
    for (name, text) in [("due date", dueDate), ("follow-up date", followUpDate)] {
      guard let text, !text.isEmpty, ISOInstant.milliseconds(text) == nil else { continue }
      throw EngineError(
        .invalidArgument,
        "The \(name) '\(text)' is not a date and time with a zone, such as 2026-01-31T10:30:00Z.")
    }
  }
}

extension UserTaskAttributes {
  mutating func apply(_ update: UserTaskUpdate) {
    candidateGroups = update.candidateGroups ?? candidateGroups
    candidateUsers = update.candidateUsers ?? candidateUsers
    dueDate = update.dueDate ?? dueDate
    followUpDate = update.followUpDate ?? followUpDate
    priority = update.priority ?? priority
  }
}
