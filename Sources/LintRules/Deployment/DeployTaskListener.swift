import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/task-listener
  ///
  /// A task listener must have a job type and an event, and belong to a Camunda user task.
  ///
  /// A user task with `zeebe:userTask` is a Camunda user task; one implemented by job workers
  /// cannot have task listeners. Engines before 8.8 ignore them.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     1️⃣<zeebe:taskListeners>
  ///       <zeebe:taskListener eventType="completing" type="log" />
  ///     </zeebe:taskListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:userTask />
  ///     <zeebe:taskListeners>
  ///       <zeebe:taskListener eventType="completing" type="log" />
  ///     </zeebe:taskListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let deployTaskListener = deploy(
    "task-listener",
    covers: ["camunda-compat/task-listener"]
  ) { deployment in
    guard deployment.isAtLeast(8, 8) else { return [] }
    let listeners = deployment.zeebe("taskListener")
    return deployment.required("eventType", of: listeners)
      + deployment.required("type", of: listeners) + deployment.notEmpty("retries", of: listeners)
      + deployment.zeebe("taskListeners").filter {
        $0.owner(in: deployment.model).zeebeCount("userTask") == 0
          && $0.children.contains { $0.name.local == "taskListener" }
      }.map(deployment.notOnUserTask)
  }
}

extension DeploymentInput {
  fileprivate func notOnUserTask(_ list: XMLElement) -> Diagnostic {
    finding(
      "\"\(list.owner(in: model).label)\" has task listeners but is not a Camunda user task",
      help: "Add zeebe:userTask to the user task, or remove the listeners.", at: list)
  }
}
