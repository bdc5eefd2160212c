import BPMN
import Diagnostics

extension LintRule {
  /// A process or sub-process shows where it begins; an ad-hoc sub-process need not.
  static let startEventRequired = LintRule(
    "start-event-required", .warning, "A process or sub-process has a start event."
  ) { input in
    input.model.elements.filter {
      $0.type == .process || ($0.type.isSubProcess && $0.type != .adHocSubProcess)
    }.filter { $0.child(.startEvent) == nil }.map { container in
      input.finding(
        "the \(container.type == .process ? "process" : "sub-process") \"\(container.label)\" has "
          + "no start event",
        help: "Add one, so that a reader sees where it begins.", on: container)
    }
  }
}
