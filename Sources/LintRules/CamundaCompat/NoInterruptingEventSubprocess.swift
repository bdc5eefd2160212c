import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/no-interrupting-event-subprocess
  ///
  /// An event sub-process within an ad-hoc sub-process must not be interrupting.
  ///
  /// The engine rejects a start event that would cancel the ad-hoc sub-process: set
  /// `isInterrupting="false"`. The rule also checks processes that are not executable.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:adHocSubProcess id="tools" name="Tools">
  ///   <bpmn:task id="search" name="Search" />
  ///   <bpmn:subProcess id="watch" name="Watch" triggeredByEvent="true">
  ///     1️⃣<bpmn:startEvent id="stop" name="Stopped"><bpmn:messageEventDefinition /></bpmn:startEvent>
  ///   </bpmn:subProcess>
  /// </bpmn:adHocSubProcess>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:adHocSubProcess id="tools" name="Tools">
  ///   <bpmn:task id="search" name="Search" />
  ///   <bpmn:subProcess id="watch" name="Watch" triggeredByEvent="true">
  ///     <bpmn:startEvent id="stop" name="Stopped" isInterrupting="false">
  ///       <bpmn:messageEventDefinition />
  ///     </bpmn:startEvent>
  ///   </bpmn:subProcess>
  /// </bpmn:adHocSubProcess>
  /// ```
  static let compatNoInterruptingEventSubprocess = compat(
    "no-interrupting-event-subprocess", .error, from: PlatformVersion(8, 7)
  ) { rule in
    rule.model.elements(.startEvent).filter {
      $0.isInterrupting && $0.parent?.isTriggeredByEvent == true
        && $0.parent?.parent?.type == .adHocSubProcess
    }
    .map { event in
      rule.finding(
        "\"\(event.label)\" interrupts the ad-hoc sub-process around it",
        help: "Make the start event non-interrupting.", on: event,
        at: event.xml.location(ofAttribute: "isInterrupting"), path: "isInterrupting")
    }
  }
}
