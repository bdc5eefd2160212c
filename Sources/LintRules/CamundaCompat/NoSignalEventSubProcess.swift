import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/no-signal-event-sub-process
  ///
  /// Signal start events of event sub-processes require Camunda 8.3.
  ///
  /// Camunda 8.2 supports signal start events in processes only.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.2">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:subProcess id="watch" name="Watch" triggeredByEvent="true">
  ///       1️⃣<bpmn:startEvent id="stop" name="Stopped"><bpmn:signalEventDefinition /></bpmn:startEvent>
  ///     </bpmn:subProcess>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.2">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:subProcess id="watch" name="Watch" triggeredByEvent="true">
  ///       <bpmn:startEvent id="stop" name="Stopped"><bpmn:messageEventDefinition /></bpmn:startEvent>
  ///     </bpmn:subProcess>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoSignalEventSubProcess = compat(
    "no-signal-event-sub-process", .error,
    from: PlatformVersion(8, 2), through: PlatformVersion(8, 2)
  ) { rule in
    if rule.isAtLeast(8, 3) { return [] }
    return rule.events(with: .signalEventDefinition).map(\.event).filter {
      $0.type == .startEvent && $0.parent?.type.isSubProcess == true
    }
    .map { event in
      rule.finding(
        "\"\(event.label)\" is a signal start event in a sub-process, which requires Camunda 8.3",
        help: "Use a message, or target Camunda 8.3 or later.", on: event)
    }
  }
}
