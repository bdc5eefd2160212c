import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # end-event-required
  ///
  /// A process or sub-process shows where it ends.
  ///
  /// A reader looks for the result of a process at its end events. Add one behind the last step; an
  /// ad-hoc sub-process needs none.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:process id="order" isExecutable="true">
  ///   <bpmn:startEvent id="start" name="Order arrived" />
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
  static let endEventRequired = LintRule("end-event-required", .warning) { input in
    input.model.elements.filter {
      $0.type == .process || ($0.type.isSubProcess && $0.type != .adHocSubProcess)
    }.filter { $0.child(.endEvent) == nil }.map { container in
      input.finding(
        "the \(container.type == .process ? "process" : "sub-process") \"\(container.label)\" has "
          + "no end event",
        help: "Add one, so that a reader sees where it ends.", on: container)
    }
  }
}
