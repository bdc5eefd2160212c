import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/no-signal-event-sub-process
  ///
  /// No signal starts an event sub-process in Camunda 8.2.
  ///
  /// That version knows signal start events of processes only.
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
        "\"\(event.label)\" waits for a signal in a sub-process, which needs Camunda 8.3",
        help: "Wait for a message, or build for Camunda 8.3 or newer.", on: event)
    }
  }
}
