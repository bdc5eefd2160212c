import BPMN
import Diagnostics

extension LintRule {
  /// An event has one event definition at most.
  static let singleEventDefinition = LintRule(
    "single-event-definition", .warning, "An event waits for one thing."
  ) { input in
    input.model.elements.filter { $0.type.isEvent && $0.eventDefinitions.count > 1 }.map { event in
      input.finding(
        "the event \"\(event.label)\" has \(event.eventDefinitions.count) definitions, and the "
          + "engine knows one at most",
        help: "Use an event for each.", on: event, path: "eventDefinitions")
    }
  }
}
