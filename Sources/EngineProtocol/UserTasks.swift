package import JSON

/// A user task that an engine manages (`zeebe:userTask`), which people work on.
package struct UserTask: Sendable, Hashable {
  /// The state of a user task; the states ending in "ing" last while its listeners run.
  package enum State: String, Sendable, CaseIterable {
    case creating, created, assigning, updating, completing, completed, canceling, canceled
  }

  /// `userTaskKey`.
  package var key: EngineKey
  /// Completed and canceled tasks do not change any more.
  package var state: State
  /// The id of the task in its BPMN file.
  package var elementID: String
  /// The task's name in the diagram; nil if it has none.
  package var name: String?
  /// `elementInstanceKey`.
  package var elementInstanceKey: EngineKey
  /// `processInstanceKey`.
  package var instanceKey: EngineKey
  /// The process that the task belongs to.
  package var definition: ProcessDefinition
  /// Who is to work on it, and when.
  package var attributes: UserTaskAttributes
  /// The form to work with.
  package var form: UserTaskForm
  /// The task headers in the diagram: `customHeaders`.
  package var headers: [String: String]
  /// Milliseconds since 1970.
  package var creationTime: Int64
  /// When it was completed or canceled, in milliseconds since 1970; nil before.
  package var endTime: Int64?

  /// Creates the description of a user task.
  package init(
    key: EngineKey, state: State, elementID: String, name: String?, elementInstanceKey: EngineKey,
    instanceKey: EngineKey, definition: ProcessDefinition, attributes: UserTaskAttributes,
    form: UserTaskForm, headers: [String: String] = [:], creationTime: Int64, endTime: Int64? = nil
  ) {
    self.key = key
    self.state = state
    self.elementID = elementID
    self.name = name
    self.elementInstanceKey = elementInstanceKey
    self.instanceKey = instanceKey
    self.definition = definition
    self.attributes = attributes
    self.form = form
    self.headers = headers
    self.creationTime = creationTime
    self.endTime = endTime
  }
}

/// Who is to work on a user task, and when.
package struct UserTaskAttributes: Sendable, Hashable {
  /// The user who works on it; empty for nobody.
  package var assignee = ""
  /// The groups whose members may work on it.
  package var candidateGroups: [String] = []
  /// The users who may work on it.
  package var candidateUsers: [String] = []
  /// A date and time with a zone; empty for none.
  package var dueDate = ""
  /// A date and time with a zone; empty for none.
  package var followUpDate = ""
  /// 0 to 100.
  package var priority = UserTaskAttributes.defaultPriority

  /// The priority of a task that defines none.
  package static let defaultPriority = 50

  /// Creates the attributes of a task that is meant for nobody in particular.
  package init() {}
}

/// The form of a user task.
package struct UserTaskForm: Sendable, Hashable {
  /// The deployed form; nil for none.
  package var key: EngineKey?
  /// A form that another application shows; empty for none.
  package var externalReference = ""

  /// Creates the description of a task without a form.
  package init() {}
}

/// A change of a user task.
///
/// `action` is a word for listeners and observers; an empty one is replaced by the command's own.
package enum UserTaskCommand: Sendable {
  /// Sets the assignee. Without `overrides`, only if nobody else is assigned.
  case assign(to: String, action: String = "", overrides: Bool = true)
  /// Removes the assignee.
  case unassign
  /// Changes other attributes.
  case update(UserTaskUpdate, action: String = "")
  /// Completes the task with the variables of its result.
  case complete(JSONObject, action: String = "")
}

/// New values of a user task's attributes: nil keeps the old value, an empty text or list removes
/// it.
package struct UserTaskUpdate: Sendable, Hashable {
  /// See `UserTaskAttributes.candidateGroups`.
  package var candidateGroups: [String]?
  /// See `UserTaskAttributes.candidateUsers`.
  package var candidateUsers: [String]?
  /// A date and time with a zone.
  package var dueDate: String?
  /// A date and time with a zone.
  package var followUpDate: String?
  /// 0 to 100.
  package var priority: Int?

  /// Creates an update that changes nothing.
  package init() {}
}
