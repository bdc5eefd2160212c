import BPMN
import Diagnostics

extension LintRule {
  /// The start event of an event sub-process says what it waits for.
  static let eventSubProcessTypedStartEvent = LintRule(
    "event-sub-process-typed-start-event", .error,
    "The start event of an event sub-process says what it waits for."
  ) { input in
    input.model.elements(.startEvent).filter {
      $0.parent?.isTriggeredByEvent == true && $0.eventDefinitions.isEmpty
    }.map { event in
      input.finding(
        "\"\(event.label)\" starts an event sub-process and does not say by which event",
        help: "Make it a message, timer, error, signal, escalation or conditional event.",
        on: event,
        path: "eventDefinitions")
    }
  }
}
