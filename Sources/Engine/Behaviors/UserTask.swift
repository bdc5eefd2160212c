import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import JSON
import Text
import XML

/// A user task that the engine manages (`zeebe:userTask`): waits until somebody completes it.
struct ManagedUserTask: ElementBehavior {
  private let definition: UserTaskDefinition
  let listeners: TaskListeners
  let headers: [String: String]

  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    listeners = compiler.taskListeners(of: element)
    guard let definition = compiler.userTaskDefinition(of: element) else { return nil }
    self.definition = definition
    headers = element.headers
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let (attributes, form) = try definition.evaluate(for: key, in: processor)
    return .waitsThen { $0.createUserTask(for: key, attributes, form) }
  }
}

/// A user task without `zeebe:userTask`: a job whose headers say who is to work on it.
struct JobUserTask: ElementBehavior {
  private let definition: UserTaskDefinition
  let headers: [String: String]

  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard var definition = compiler.userTaskDefinition(of: element) else { return nil }
    // Jobs have no header for it.
    definition.priority = nil
    self.definition = definition
    var headers = element.headers
    if let key = element.zeebe("formDefinition")?["formKey"] {
      headers[Self.prefix + "formKey"] = key
    }
    self.headers = headers
  }

  private static let prefix = "io.camunda.zeebe:"

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let (attributes, form) = try definition.evaluate(for: key, in: processor)
    var headers = headers
    if let form = form.key { headers[Self.prefix + "formKey"] = String(form) }
    let texts = [
      ("assignee", attributes.assignee), ("dueDate", attributes.dueDate),
      ("followUpDate", attributes.followUpDate),
    ]
    for (name, text) in texts where !text.isEmpty { headers[Self.prefix + name] = text }
    let lists = [
      ("candidateGroups", attributes.candidateGroups),
      ("candidateUsers", attributes.candidateUsers),
    ]
    for (name, list) in lists where !list.isEmpty {
      headers[Self.prefix + name] = JSONValue.array(list.map(JSONValue.string)).text()
    }
    processor.createJob(
      JobAttributes(type: PendingWork.userTaskJobType, retries: 1), headers: headers, for: key)
    return .waits
  }
}

extension ProcessCompiler {
  fileprivate mutating func userTaskDefinition(of element: BPMNElement) -> UserTaskDefinition? {
    let known = diagnostics.count
    var definition = UserTaskDefinition()
    if let assignment = element.zeebe("assignmentDefinition") {
      definition.assignee = text(assignment.attribute("assignee"), of: element)
      definition.candidateGroups = texts(assignment.attribute("candidateGroups"), of: element)
      definition.candidateUsers = texts(assignment.attribute("candidateUsers"), of: element)
    }
    if let schedule = element.zeebe("taskSchedule") {
      definition.dueDate = text(schedule.attribute("dueDate"), of: element)
      definition.followUpDate = text(schedule.attribute("followUpDate"), of: element)
    }
    if let form = element.zeebe("formDefinition") {
      if let id = text(form.attribute("formId"), of: element) {
        definition.form = binding(of: form, element).map { (id, $0) }
      }
      definition.externalReference = text(form.attribute("externalReference"), of: element)
    }
    if let priority = element.zeebe("priorityDefinition")?.attribute("priority") {
      definition.priority = expression(priority, of: element)
    }
    return diagnostics.count == known ? definition : nil
  }

  /// A static text is a string, even if it looks like a number.
  private mutating func text(
    _ attribute: XMLAttribute?, of element: BPMNElement
  ) -> ProcessExpression? {
    guard let attribute, !attribute.value.isEmpty else { return nil }
    return compile(attribute.value, of: element, fixedText: { .string($0) })
  }

  /// A static text is a list of strings with commas in between.
  private mutating func texts(
    _ attribute: XMLAttribute?, of element: BPMNElement
  ) -> ProcessExpression? {
    guard let attribute, !attribute.value.isEmpty else { return nil }
    return compile(attribute.value, of: element) { text in
      .list(text.split(separator: ",").map { .string(String($0).trimmed) })
    }
  }
}

extension UserTaskDefinition {
  fileprivate func evaluate(
    for key: EngineKey, in processor: Processor
  ) throws(Failure) -> (attributes: UserTaskAttributes, form: UserTaskForm) {
    try evaluate(in: processor.environment) { expression in
      processor.visibleVariables(of: key, for: expression)
    } form: { (id, binding) throws(Failure) in
      guard let form = processor.document(id, binding, in: processor.state.forms, for: key) else {
        throw Failure(
          .formNotFound, "No form with the id '\(id)' is deployed\(binding.suffix).",
          help: "Deploy it, then resolve the incident.")
      }
      return form
    }
  }
}
