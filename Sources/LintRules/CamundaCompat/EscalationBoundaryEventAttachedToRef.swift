import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/escalation-boundary-event-attached-to-ref
  ///
  /// An escalation boundary event must not be attached to a task.
  ///
  /// A task cannot throw an escalation, so the event would never trigger, and the engine rejects
  /// the diagram. Attach it to a sub-process or call activity.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:serviceTask id="pay" name="Pay" />
  /// <bpmn:boundaryEvent id="late" name="Too late" 1️⃣attachedToRef="pay">
  ///   <bpmn:escalationEventDefinition />
  /// </bpmn:boundaryEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:subProcess id="pay" name="Pay" />
  /// <bpmn:boundaryEvent id="late" name="Too late" attachedToRef="pay">
  ///   <bpmn:escalationEventDefinition />
  /// </bpmn:boundaryEvent>
  /// ```
  static let compatEscalationBoundaryEventAttachedToRef = compat(
    "escalation-boundary-event-attached-to-ref", .error,
    from: PlatformVersion(8, 2)
  ) { rule in
    rule.events(with: .escalationEventDefinition).compactMap { event, _ in
      guard event.type == .boundaryEvent, let task = event.attachedTo, task.type.isTask else {
        return nil
      }
      return rule.finding(
        "\"\(event.label)\" waits for an escalation of the task \"\(task.label)\", which cannot throw one",
        help: "Attach it to a sub-process or a call activity, or catch an error.", on: event,
        at: event.xml.location(ofAttribute: "attachedToRef"), path: "attachedToRef")
    }
  }
}
