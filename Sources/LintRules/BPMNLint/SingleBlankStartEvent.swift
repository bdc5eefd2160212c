import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # single-blank-start-event
  ///
  /// A process or sub-process must not have more than one start event without a trigger.
  ///
  /// With two of them, it is undefined where an instance starts. Keep one, and branch after it.
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
        "\"\(container.label)\" has several start events without a trigger, so it is undefined "
          + "where it starts",
        help: "Keep one of them, and branch after it.", on: container)
    }
  }
}
