import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # ad-hoc-sub-process
  ///
  /// An ad-hoc sub-process has no start and no end event.
  ///
  /// Its activities begin when somebody or something picks them, and it ends by its completion
  /// condition or when nothing is active any more. Delete the event, or make it a plain
  /// sub-process.
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
        "\"\(event.label)\" is a \(event.type == .startEvent ? "start" : "end") event inside an "
          + "ad-hoc sub-process, which has none",
        help: "Delete it: the activities inside begin when they are picked.", on: event)
    }
  }
}
