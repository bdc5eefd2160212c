import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # event-sub-process-typed-start-event
  ///
  /// The start event of an event sub-process must have a trigger.
  ///
  /// No sequence flow leads to an event sub-process, so with a none start event it would never
  /// start. Use a message, timer, error, signal, escalation or conditional start event.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:subProcess id="cancel" name="Cancel" triggeredByEvent="true">
  ///   1️⃣<bpmn:startEvent id="cancelled" name="Cancelled" />
  /// </bpmn:subProcess>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:subProcess id="cancel" name="Cancel" triggeredByEvent="true">
  ///   <bpmn:startEvent id="cancelled" name="Cancelled">
  ///     <bpmn:messageEventDefinition />
  ///   </bpmn:startEvent>
  /// </bpmn:subProcess>
  /// ```
  static let eventSubProcessTypedStartEvent = LintRule(
    "event-sub-process-typed-start-event", .error
  ) { input in
    input.model.elements(.startEvent).filter {
      $0.parent?.isTriggeredByEvent == true && $0.eventDefinitions.isEmpty
    }.map { event in
      input.finding(
        "\"\(event.label)\" starts an event sub-process but has no trigger",
        help: "Make it a message, timer, error, signal, escalation or conditional event.",
        on: event,
        path: "eventDefinitions")
    }
  }
}
