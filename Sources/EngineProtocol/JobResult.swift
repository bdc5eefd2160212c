/// What a job is for.
package enum JobKind: String, Sendable, CaseIterable {
  /// The work of its element.
  case element = "BPMN_ELEMENT"
  case executionListener = "EXECUTION_LISTENER"
  case taskListener = "TASK_LISTENER"
  /// The control of an ad-hoc sub-process.
  case adHocSubProcess = "AD_HOC_SUB_PROCESS"
}

/// What a worker returns besides variables, for jobs that control their element.
package enum JobResult: Sendable, Hashable {
  /// For a job of a task listener.
  case userTask(UserTaskJobResult)
  /// For the job of an ad-hoc sub-process.
  case adHocSubProcess(AdHocJobResult)

  /// The result for a user task; nil for another result.
  package var userTask: UserTaskJobResult? {
    if case .userTask(let result) = self { result } else { nil }
  }

  /// The result for an ad-hoc sub-process; nil for another result.
  package var adHocSubProcess: AdHocJobResult? {
    if case .adHocSubProcess(let result) = self { result } else { nil }
  }
}

/// What a task listener wants to happen to its user task.
package struct UserTaskJobResult: Sendable, Hashable {
  /// Whether the task remains as it was, and the command that changes it is rejected.
  package var isDenied: Bool
  /// Why, for the caller of that command.
  package var deniedReason: String
  /// Not together with a denial.
  package var corrections: UserTaskCorrections

  /// Creates a result that, by default, lets the task change as intended.
  package init(
    isDenied: Bool = false, deniedReason: String = "",
    corrections: UserTaskCorrections = UserTaskCorrections()
  ) {
    self.isDenied = isDenied
    self.deniedReason = deniedReason
    self.corrections = corrections
  }
}

/// Attributes that a user task gets instead of the intended ones.
package struct UserTaskCorrections: Sendable, Hashable {
  /// An empty text removes the assignee; nil keeps the intended one.
  package var assignee: String?
  /// The other attributes.
  package var attributes = UserTaskUpdate()

  /// Creates corrections that change nothing.
  package init() {}
}
