import BPMN
import Diagnostics

extension LintRule {
  /// An ad-hoc sub-process has no start and no end event.
  ///
  /// Its activities begin when somebody picks them, and it ends by its completion condition.
  static let adHocSubProcess = LintRule(
    "ad-hoc-sub-process", .error, "An ad-hoc sub-process has no start and no end event."
  ) { input in
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
