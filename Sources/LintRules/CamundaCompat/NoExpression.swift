import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/no-expression
  ///
  /// An error or escalation code must be static where the engine does not evaluate expressions.
  ///
  /// A caught code must always be static, and before Camunda 8.2 a thrown code too: the engine
  /// would compare the text of the expression, and the event would never trigger. From 8.2 on,
  /// thrown codes may be expressions.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.1.0">
  ///   <bpmn:process id="order" isExecutable="true">
  ///     1️⃣<bpmn:endEvent id="failed" name="Order failed">
  ///       <bpmn:errorEventDefinition errorRef="failure" />
  ///     </bpmn:endEvent>
  ///   </bpmn:process>
  ///   <bpmn:error id="failure" name="failure" errorCode="=code" />
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.1.0">
  ///   <bpmn:process id="order" isExecutable="true">
  ///     <bpmn:endEvent id="failed" name="Order failed">
  ///       <bpmn:errorEventDefinition errorRef="failure" />
  ///     </bpmn:endEvent>
  ///   </bpmn:process>
  ///   <bpmn:error id="failure" name="failure" errorCode="order-failed" />
  /// </bpmn:definitions>
  /// ```
  static let compatNoExpression = compat(
    "no-expression", .error,
    through: PlatformVersion(8, 3)
  ) { rule in
    guard rule.isBelow(8, 4) else { return [] }
    let escalations = rule.isBelow(8, 2) ? [] : rule.events(with: .escalationEventDefinition)
    return rule.events(with: .errorEventDefinition).compactMap {
      rule.expressionAsCode("error", $0)
    }
      + escalations.compactMap { rule.expressionAsCode("escalation", $0) }
  }
}

extension CompatInput {
  fileprivate func expressionAsCode(
    _ kind: String, _ place: (event: BPMNElement, definition: BPMNElement)
  ) -> Diagnostic? {
    let event = place.event
    let isThrow = event.type == .intermediateThrowEvent || event.type == .endEvent
    guard !isThrow || isBelow(8, 2),
      let referenced = place.definition.referenced(kind + "Ref"),
      let code = referenced.xml[kind + "Code"], code.hasPrefix("=")
    else { return nil }
    return input.finding(
      "\"\(event.label)\" has the \(kind) code '\(code.shortened)', but the engine does not "
        + "evaluate expressions there\(isThrow ? " before 8.2" : "")",
      help: "Use a static code.", on: event,
      path: "eventDefinitions.0.\(kind)Ref.\(kind)Code",
      notes: [.init(message: "the \(kind)", location: referenced.location)])
  }
}
