import BPMN
import Diagnostics
import Linting
import Time
import XML

extension LintRule {
  /// # deploy/schedule
  ///
  /// The due and follow-up dates of a user task must be complete timestamps.
  ///
  /// A static value is a date and time with a UTC offset, such as `2026-03-02T15:35+02:00`;
  /// anything else must be an expression. Engines before 8.2 ignore these dates.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskSchedule dueDate="1️⃣2026-03-02" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskSchedule dueDate="2026-03-02T15:35Z" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let deploySchedule = deploy(
    "schedule", covers: ["camunda-compat/task-schedule"]
  ) { deployment in
    guard deployment.isAtLeast(8, 2) else { return [] }
    return deployment.zeebe("taskSchedule").flatMap { schedule in
      ["dueDate", "followUpDate"].filter { attribute in
        guard let text = schedule.nonEmpty(attribute), !text.isExpression else { return false }
        return !TimerLiteral.isZonedDateTime(text)
      }.map { deployment.notTimestamp(schedule, $0) }
    }
  }
}

extension DeploymentInput {
  fileprivate func notTimestamp(_ schedule: XMLElement, _ attribute: String) -> Diagnostic {
    finding(
      "\(attribute) '\(schedule[attribute] ?? "")' is not a date and time with a UTC offset",
      help: "Use a form such as 2026-03-02T15:35:00+02:00, or an expression.", at: schedule,
      attribute: attribute)
  }
}
