import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # single-event-definition
  ///
  /// An event waits for one thing, or throws one: it has one event definition at most.
  ///
  /// The engine knows no events with several. Use an event for each.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:endEvent id="end" name="Order failed">
  ///   <bpmn:errorEventDefinition />
  ///   <bpmn:terminateEventDefinition />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:endEvent id="end" name="Order failed">
  ///   <bpmn:errorEventDefinition />
  /// </bpmn:endEvent>
  /// ```
  static let singleEventDefinition = LintRule("single-event-definition", .warning) { input in
    input.model.elements.filter { $0.type.isEvent && $0.eventDefinitions.count > 1 }.map { event in
      input.finding(
        "the event \"\(event.label)\" has \(event.eventDefinitions.count) definitions, and the "
          + "engine knows one at most",
        help: "Use an event for each.", on: event, path: "eventDefinitions")
    }
  }
}
