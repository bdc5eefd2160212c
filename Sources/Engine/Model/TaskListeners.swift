/// The task listeners of a user task: jobs that run before a transition of the task ends.
struct TaskListeners: Sendable {
  private var listeners: [UserTaskTransition.Kind: [Listener]] = [:]

  /// In the order of the diagram.
  subscript(kind: UserTaskTransition.Kind) -> [Listener] { listeners[kind] ?? [] }

  mutating func add(_ listener: Listener, for kind: UserTaskTransition.Kind) {
    listeners[kind, default: []].append(listener)
  }
}

extension Node {
  /// Those of a user task that the engine manages; none for other elements.
  var taskListeners: TaskListeners {
    (behavior as? ManagedUserTask)?.listeners ?? TaskListeners()
  }
}
