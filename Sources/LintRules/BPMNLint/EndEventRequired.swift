import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # end-event-required
  ///
  /// A process or sub-process should have an end event.
  ///
  /// End events show readers the possible results of a process. Add one after the last step. Ad-hoc
  /// sub-processes need none.
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
        help: "Add one to show where it ends.", on: container)
    }
  }
}
