import BPMN
import Diagnostics

extension LintRule {
  /// A process or sub-process shows where it ends; an ad-hoc sub-process need not.
  static let endEventRequired = LintRule(
    "end-event-required", .warning, "A process or sub-process has an end event."
  ) { input in
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
