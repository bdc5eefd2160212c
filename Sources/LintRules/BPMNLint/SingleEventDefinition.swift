import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # single-event-definition
  ///
  /// An event should have at most one event definition.
  ///
  /// The engine does not support events with several definitions. Use a separate event for each.
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
        "the event \"\(event.label)\" has \(event.eventDefinitions.count) definitions, but the "
          + "engine supports at most one",
        help: "Use a separate event for each.", on: event, path: "eventDefinitions")
    }
  }
}
