import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/priority
  ///
  /// A priority is a whole number, or an expression that gives one.
  ///
  /// The priority of a user task lies between 0 and 100 and comes with Camunda 8.6; that of a job may
  /// be any whole number and comes with 8.10, where a send task has one only if a job carries it out.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:priorityDefinition priority="1️⃣101" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:priorityDefinition priority="90" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let deployPriority = deploy(
    "priority", covers: ["camunda-compat/priority-definition"]
  ) { deployment in
    (deployment.isAtLeast(8, 6) ? deployment.taskPriorities : [])
      + (deployment.isAtLeast(8, 10) ? deployment.jobPriorities : [])
  }
}

extension DeploymentInput {
  fileprivate var taskPriorities: [Diagnostic] {
    let definitions = zeebe("priorityDefinition")
    return required("priority", of: definitions)
      + definitions.filter { definition in
        guard let text = definition.nonEmpty("priority"), !text.isExpression else { return false }
        return Int(text).map { !(0...100 ~= $0) } ?? true
      }.map { wrong($0, "a whole number from 0 to 100") }
  }

  fileprivate var jobPriorities: [Diagnostic] {
    let definitions = zeebe("jobPriorityDefinition")
    return required("priority", of: definitions)
      + definitions.filter { definition in
        guard let text = definition.nonEmpty("priority"), !text.hasPrefix("=") else { return false }
        return Int32(text) == nil
      }.map { wrong($0, "a whole number") }
      + definitions.filter { definition in
        let task = definition.owner(in: model)
        return task.type == .sendTask && task.zeebeCount("taskDefinition") == 0
      }.map(withoutJob)
  }

  private func wrong(_ definition: XMLElement, _ what: String) -> Diagnostic {
    finding(
      "the priority '\(definition["priority"] ?? "")' is not \(what)",
      help: "Set \(what), or an expression that gives it.", at: definition, attribute: "priority")
  }

  private func withoutJob(_ definition: XMLElement) -> Diagnostic {
    finding(
      "\"\(definition.owner(in: model).label)\" has a job priority, but publishes its message itself",
      help: "Remove zeebe:jobPriorityDefinition, or use zeebe:taskDefinition.", at: definition)
  }
}
