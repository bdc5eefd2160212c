import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/priority
  ///
  /// A priority must be an integer, or an expression that returns one.
  ///
  /// The priority of a user task is between 0 and 100 and requires Camunda 8.6. The priority of a
  /// job may be any integer and requires 8.10; a send task may only have one if it is carried out
  /// by a job.
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
      }.map { wrong($0, "an integer from 0 to 100") }
  }

  fileprivate var jobPriorities: [Diagnostic] {
    let definitions = zeebe("jobPriorityDefinition")
    return required("priority", of: definitions)
      + definitions.filter { definition in
        guard let text = definition.nonEmpty("priority"), !text.hasPrefix("=") else { return false }
        return Int32(text) == nil
      }.map { wrong($0, "an integer") }
      + definitions.filter { definition in
        let task = definition.owner(in: model)
        return task.type == .sendTask && task.zeebeCount("taskDefinition") == 0
      }.map(withoutJob)
  }

  private func wrong(_ definition: XMLElement, _ what: String) -> Diagnostic {
    finding(
      "the priority '\(definition["priority"] ?? "")' is not \(what)",
      help: "Set \(what), or an expression that returns one.", at: definition, attribute: "priority"
    )
  }

  private func withoutJob(_ definition: XMLElement) -> Diagnostic {
    finding(
      "\"\(definition.owner(in: model).label)\" has a job priority, but publishes its message without a job",
      help: "Remove zeebe:jobPriorityDefinition, or use zeebe:taskDefinition.", at: definition)
  }
}
