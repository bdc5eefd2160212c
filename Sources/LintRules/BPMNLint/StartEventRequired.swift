import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # start-event-required
  ///
  /// A process or sub-process should have a start event.
  ///
  /// Start events show readers what triggers a process. Add one before the first step. Ad-hoc
  /// sub-processes need none.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:process id="order" isExecutable="true">
  ///   <bpmn:endEvent id="end" name="Order shipped" />
  /// </bpmn:process>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:startEvent id="start" name="Order arrived" />
  ///   <bpmn:endEvent id="end" name="Order shipped" />
  /// </bpmn:process>
  /// ```
  static let startEventRequired = LintRule("start-event-required", .warning) { input in
    input.model.elements.filter {
      $0.type == .process || ($0.type.isSubProcess && $0.type != .adHocSubProcess)
    }.filter { $0.child(.startEvent) == nil }.map { container in
      input.finding(
        "the \(container.type == .process ? "process" : "sub-process") \"\(container.label)\" has "
          + "no start event",
        help: "Add one to show where it starts.", on: container)
    }
  }
}
