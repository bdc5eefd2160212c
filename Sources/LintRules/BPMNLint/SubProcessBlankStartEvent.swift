import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # sub-process-blank-start-event
  ///
  /// The start event of an embedded sub-process must not have a trigger.
  ///
  /// A sub-process starts when a flow reaches it, so its start event has nothing to wait for.
  /// Remove the trigger, or make the sub-process an event sub-process.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:subProcess id="deliver" name="Deliver">
  ///   1️⃣<bpmn:startEvent id="start" name="Packed">
  ///     <bpmn:messageEventDefinition />
  ///   </bpmn:startEvent>
  /// </bpmn:subProcess>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:subProcess id="deliver" name="Deliver">
  ///   <bpmn:startEvent id="start" name="Packed" />
  /// </bpmn:subProcess>
  /// ```
  static let subProcessBlankStartEvent = LintRule("sub-process-blank-start-event", .error) {
    input in
    input.model.elements(.startEvent).filter { event in
      guard let scope = event.parent, scope.type.isSubProcess else { return false }
      return !scope.isTriggeredByEvent && !event.eventDefinitions.isEmpty
    }.map { event in
      input.finding(
        "\"\(event.label)\" has a trigger, but its sub-process starts when a flow reaches it",
        help: "Remove the trigger, or make the sub-process an event sub-process.", on: event,
        path: "eventDefinitions")
    }
  }
}
