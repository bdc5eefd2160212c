import BPMN
import Diagnostics

extension LintRule {
  /// The start event of an embedded sub-process waits for nothing: it begins when the sub-process does.
  static let subProcessBlankStartEvent = LintRule(
    "sub-process-blank-start-event", .error, "The start event of a sub-process waits for nothing."
  ) { input in
    input.model.elements(.startEvent).filter { event in
      guard let scope = event.parent, scope.type.isSubProcess else { return false }
      return !scope.isTriggeredByEvent && !event.eventDefinitions.isEmpty
    }.map { event in
      input.finding(
        "\"\(event.label)\" waits for an event, but its sub-process starts when a flow reaches it",
        help: "Make it a plain start event, or the sub-process an event sub-process.", on: event,
        path: "eventDefinitions")
    }
  }
}
