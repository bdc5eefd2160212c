import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # single-blank-start-event
  ///
  /// A process or sub-process has at most one start event that waits for nothing.
  ///
  /// With two of them it is open where an instance begins. Keep one, and join the paths after it.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:process id="order" isExecutable="true">
  ///   <bpmn:startEvent id="web" name="Order from the web" />
  ///   <bpmn:startEvent id="shop" name="Order from the shop" />
  /// </bpmn:process>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:startEvent id="arrived" name="Order arrived" />
  ///   <bpmn:startEvent id="called" name="Order by phone">
  ///     <bpmn:messageEventDefinition />
  ///   </bpmn:startEvent>
  /// </bpmn:process>
  /// ```
  static let singleBlankStartEvent = LintRule("single-blank-start-event", .error) { input in
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
