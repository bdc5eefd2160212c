import BPMN
import Diagnostics

extension LintRule {
  /// A process or sub-process has at most one start event that waits for nothing.
  static let singleBlankStartEvent = LintRule(
    "single-blank-start-event", .error, "There is one start event without a trigger."
  ) { input in
    input.model.elements.filter(\.type.isFlowElementsContainer).filter { container in
      container.children.count { $0.type == .startEvent && $0.eventDefinitions.isEmpty } > 1
    }.map { container in
      input.finding(
        "\"\(container.label)\" has several start events that wait for nothing, so it is open where "
          + "it begins",
        help: "Keep one of them, and join the paths after it.", on: container)
    }
  }
}
