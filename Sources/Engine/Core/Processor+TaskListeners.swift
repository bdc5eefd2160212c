import EngineProtocol
import JSON

// Task listeners: jobs during a transition of a user task, one after another.

extension Processor {
  /// Creates the job of a listener of a task's transition, or ends the transition after the last.
  mutating func callTaskListener(_ index: Int, of key: EngineKey) {
    guard let task = state.userTasks[key], let kind = task.transition?.kind,
      let element = state.elements.place(of: task.element)
    else { return }
    let listeners = state.elements.node(at: element).taskListeners[kind]
    guard index < listeners.count else { return endTransition(of: key) }
    do throws(Failure) {
      try createJob(of: listeners, index, .task(kind), for: task.element)
    } catch {
      raise(error, on: task.element)
    }
  }

  /// Runs the listeners of a task's transition again, after an incident between their jobs.
  mutating func resumeUserTask(of element: EngineKey) {
    guard let element = state.elements[element], element.job == nil,
      let task = element.userTask, state.userTasks[task]?.transition != nil
    else { return }
    callTaskListener(0, of: task)
  }

  /// Takes what a listener's job wants changed or denied. A denial ends the transition and drops
  /// the corrections of all its listeners.
  mutating func completeTaskListener(
    _ index: Int, of element: EngineKey, _ result: UserTaskJobResult
  ) {
    guard let element = state.elements[element], let key = element.userTask,
      let transition = state.userTasks[key]?.transition
    else { return }
    startCounting(element.instance)
    if result.isDenied {
      let reason = result.deniedReason
      let detail = reason.isEmpty ? "." : ": \(reason)"
      return emit(
        .userTaskUnchanged(
          key: key,
          reason: "A listener has denied the \(transition.kind.noun) of user task \(key)\(detail)"))
    }
    var attributes = transition.attributes
    attributes.apply(result.corrections)
    if attributes != transition.attributes {
      emit(.userTaskCorrected(key: key, attributes: attributes))
    }
    callTaskListener(index + 1, of: key)
  }

  /// - Throws: `.invalidArgument` for what a task listener's job must not return.
  func checkTaskListener(
    _ kind: UserTaskTransition.Kind, of job: JobState, _ key: EngineKey, _ variables: JSONObject,
    _ result: UserTaskJobResult
  ) throws(EngineError) {
    func refuse(_ problem: String) -> EngineError {
      EngineError(.invalidArgument, "Cannot complete job \(key) of a task listener: \(problem)")
    }
    guard variables.members.isEmpty else {
      throw refuse("it must not return variables. Return corrections of the task instead.")
    }
    let corrections = result.corrections
    guard !result.isDenied || corrections == UserTaskCorrections() else {
      throw refuse("it must not both deny and correct.")
    }
    guard !result.isDenied || ![.creating, .canceling].contains(kind) else {
      throw refuse("the \(kind.noun) of a task cannot be denied.")
    }
    if kind == .creating, corrections.assignee != nil,
      let task = state.elements[job.element]?.userTask, let known = state.userTasks[task],
      !known.attributes.assignee.isEmpty
    {
      throw refuse("it must not correct the assignee, which the diagram sets after the creation.")
    }
    try corrections.attributes.check()
  }

  /// What a job of a task listener shows of its task.
  func listenedTask(of job: JobState, _ element: ElementState) -> ActivatedJob.UserTaskProperties? {
    guard case .task = job.listener?.event, let key = element.userTask,
      let task = state.userTasks[key]
    else { return nil }
    return ActivatedJob.UserTaskProperties(
      key: key, action: task.transition?.action ?? "", attributes: task.pendingAttributes,
      changedAttributes: task.changedAttributes, formKey: task.form.key)
  }
}

extension UserTaskTransition.Kind {
  /// The transition in messages.
  fileprivate var noun: String {
    switch self {
    case .creating: "creation"
    case .assigning: "assignment"
    case .updating: "update"
    case .completing: "completion"
    case .canceling: "cancellation"
    }
  }
}

extension UserTaskAttributes {
  fileprivate mutating func apply(_ corrections: UserTaskCorrections) {
    assignee = corrections.assignee ?? assignee
    apply(corrections.attributes)
  }
}

extension ActivatedJob.UserTaskProperties {
  /// The reserved headers of a task listener's job; what is empty has none.
  var headers: [String: String] {
    let texts = [
      ("action", action), ("assignee", attributes.assignee), ("dueDate", attributes.dueDate),
      ("followUpDate", attributes.followUpDate), ("formKey", formKey.map { String($0) } ?? ""),
      ("priority", String(attributes.priority)), ("userTaskKey", String(key)),
    ]
    let lists = [
      ("candidateGroups", attributes.candidateGroups),
      ("candidateUsers", attributes.candidateUsers), ("changedAttributes", changedAttributes),
    ]
    let members =
      texts
      + lists.map { name, list in
        (name, list.isEmpty ? "" : JSONValue.array(list.map(JSONValue.string)).text())
      }
    let present = members.filter { !$1.isEmpty }
    return Dictionary(uniqueKeysWithValues: present.map { ("io.camunda.zeebe:" + $0, $1) })
  }
}
