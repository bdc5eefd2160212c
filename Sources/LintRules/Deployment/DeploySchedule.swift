import Linting
import BPMN
import Diagnostics
import Time
import XML

extension LintRule {
  /// # deploy/schedule
  ///
  /// Due and follow-up dates of a user task are complete instants.
  ///
  /// A plain text is a date and time with an offset from UTC, such as `2026-03-02T15:35+02:00`;
  /// everything else is an expression. Engines before 8.2 do not look at it.
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
        return !TimerText.isZonedDateTime(text)
      }.map { deployment.noInstant(schedule, $0) }
    }
  }
}

extension DeploymentInput {
  fileprivate func noInstant(_ schedule: XMLElement, _ attribute: String) -> Diagnostic {
    finding(
      "\(attribute) '\(schedule[attribute] ?? "")' is no date and time with an offset",
      help: "Write it as 2026-03-02T15:35:00+02:00, or as an expression.", at: schedule,
      attribute: attribute)
  }
}
