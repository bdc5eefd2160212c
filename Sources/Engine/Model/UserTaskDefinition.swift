import EngineProtocol
import FEEL
import Time

/// What a user task in the diagram says about who is to work on it, when, and with which form.
struct UserTaskDefinition: Sendable {
  var assignee: ProcessExpression?
  var candidateGroups: ProcessExpression?
  var candidateUsers: ProcessExpression?
  var dueDate: ProcessExpression?
  var followUpDate: ProcessExpression?
  /// The id of a form, and which version of it is meant.
  var form: (id: ProcessExpression, binding: ResourceBinding)?
  var externalReference: ProcessExpression?
  var priority: ProcessExpression?

  /// Evaluates everything, in Zeebe's order.
  /// - Parameters:
  ///   - visible: returns the variables that an expression may read.
  ///   - find: returns the key of a form.
  /// - Throws: an incident of type `EXTRACT_VALUE_ERROR` or `FORM_NOT_FOUND`.
  func evaluate(
    in environment: FEELEnvironment, _ visible: (ProcessExpression) -> FEELContext,
    form find: (String, ResourceBinding) throws(Failure) -> EngineKey
  ) throws(Failure) -> (attributes: UserTaskAttributes, form: UserTaskForm) {
    var attributes = UserTaskAttributes()
    var form = UserTaskForm()
    if let assignee {
      attributes.assignee = try assignee.text(visible(assignee), in: environment)
    }
    if let candidateGroups {
      attributes.candidateGroups = try candidateGroups.texts(
        visible(candidateGroups), in: environment)
    }
    if let candidateUsers {
      attributes.candidateUsers = try candidateUsers.texts(visible(candidateUsers), in: environment)
    }
    if let dueDate { attributes.dueDate = try dueDate.moment(visible(dueDate), in: environment) }
    if let followUpDate {
      attributes.followUpDate = try followUpDate.moment(visible(followUpDate), in: environment)
    }
    if let wanted = self.form {
      form.key = try find(
        try wanted.id.string(visible(wanted.id), in: environment), wanted.binding)
    }
    if let externalReference {
      form.externalReference = try externalReference.string(
        visible(externalReference), in: environment)
    }
    if let priority {
      let value = try priority.integer(visible(priority), in: environment)
      guard UserTaskAttributes.priorities.contains(value) else {
        throw priority.mismatch(.number(Decimal128(value)), "from 0 to 100")
      }
      attributes.priority = value
    }
    return (attributes, form)
  }
}

extension UserTaskAttributes {
  static let priorities = 0...100
}

extension ProcessExpression {
  /// A string; empty for null.
  fileprivate func text(
    _ context: FEELContext, in environment: FEELEnvironment
  ) throws(Failure) -> String {
    let value = try evaluate(context, in: environment)
    switch value {
    case .string(let text): return text
    case .null: return ""
    default: throw mismatch(value, "a string")
    }
  }

  /// A list of strings.
  fileprivate func texts(
    _ context: FEELContext, in environment: FEELEnvironment
  ) throws(Failure) -> [String] {
    let value = try evaluate(context, in: environment)
    guard case .list(let items) = value else { throw mismatch(value, "a list of strings") }
    return try items.map { (item) throws(Failure) in
      guard case .string(let text) = item else { throw mismatch(value, "a list of strings") }
      return text
    }
  }

  /// The text of a date and time with a zone; empty for null.
  fileprivate func moment(
    _ context: FEELContext, in environment: FEELEnvironment
  ) throws(Failure) -> String {
    let value = try evaluate(context, in: environment)
    switch value {
    case .null: return ""
    case .string(let text) where text.isEmpty || ISOInstant.milliseconds(text) != nil: return text
    case .dateTime(let moment) where moment.zone != .local: return value.text
    default: throw mismatch(value, "a date and time with a time zone")
    }
  }
}
