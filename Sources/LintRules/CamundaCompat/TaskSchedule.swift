import BPMN
import Diagnostics
import Linting
import Time
import XML

extension LintRule {
  /// # camunda-compat/task-schedule
  ///
  /// The due and follow-up dates of a user task must be a date and time with a time zone, or an
  /// expression.
  ///
  /// A date has seconds and `Z` or an offset: `2026-01-31T10:30:00+01:00`. Task lists sort and
  /// filter by these dates, which requires a time zone.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check the order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskSchedule 1️⃣dueDate="tomorrow" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:userTask id="check" name="Check the order">
  ///   <bpmn:extensionElements>
  ///     <zeebe:taskSchedule dueDate="=now() + duration(&quot;P1D&quot;)" />
  ///   </bpmn:extensionElements>
  /// </bpmn:userTask>
  /// ```
  static let compatTaskSchedule = compat(
    "task-schedule", .error,
    from: PlatformVersion(8, 2)
  ) { rule in
    rule.extensions("taskSchedule").filter { $0.owner.type == .userTask }
      .flatMap { schedule in
        ["dueDate", "followUpDate"].compactMap { name in
          guard let date = schedule[name], !date.isEmpty, !date.hasPrefix("="),
            !CompatTimerText.isDateTime(date)
          else { return nil }
          return rule.finding(
            "\"\(schedule.owner.label)\" has the \(name) '\(date)', which is not a date and time with a "
              + "time zone",
            help: "Use a form such as 2026-01-31T10:30:00Z, or an expression that begins with =.",
            at: schedule.attribute(name))
        }
      }
  }
}
