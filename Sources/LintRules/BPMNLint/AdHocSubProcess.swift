import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # ad-hoc-sub-process
  ///
  /// An ad-hoc sub-process must not have start or end events.
  ///
  /// Its activities start when they are selected, and it ends by its completion condition or when
  /// no activity is active any more. Delete the event, or use a regular sub-process.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:adHocSubProcess id="support" name="Support the customer">
  ///   1️⃣<bpmn:startEvent id="start" />
  ///   <bpmn:task id="call" name="Call back" />
  /// </bpmn:adHocSubProcess>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:adHocSubProcess id="support" name="Support the customer">
  ///   <bpmn:task id="call" name="Call back" />
  /// </bpmn:adHocSubProcess>
  /// ```
  static let adHocSubProcess = LintRule("ad-hoc-sub-process", .error) { input in
    input.model.elements.filter {
      ($0.type == .startEvent || $0.type == .endEvent) && $0.parent?.type == .adHocSubProcess
    }.map { event in
      input.finding(
        "\"\(event.label)\" is a \(event.type == .startEvent ? "start" : "end") event in an "
          + "ad-hoc sub-process, where it is not allowed",
        help: "Delete it: the activities inside start when they are selected.", on: event)
    }
  }
}
