import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-binding-type
  ///
  /// A binding other than `latest` requires Camunda 8.6.
  ///
  /// Older engines ignore the `bindingType` of a called decision, process or form and use the
  /// latest version, which may not be the one you want. Remove the attribute.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:callActivity id="pay" name="Pay">
  ///       <bpmn:extensionElements>
  ///         <zeebe:calledElement processId="payment" 1️⃣bindingType="deployment" />
  ///       </bpmn:extensionElements>
  ///     </bpmn:callActivity>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:callActivity id="pay" name="Pay">
  ///       <bpmn:extensionElements>
  ///         <zeebe:calledElement processId="payment" />
  ///       </bpmn:extensionElements>
  ///     </bpmn:callActivity>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoBindingType = only(
    from: PlatformVersion(8, 6), "no-binding-type",
    through: PlatformVersion(8, 5),
    "is not bound to the latest version"
  ) { rule in
    let kinds = ["calledDecision", "calledElement", "formDefinition"]
    let types: [ElementType] = [.businessRuleTask, .callActivity, .userTask]
    let called = kinds.flatMap { rule.extensions($0) }
    return called.filter { types.contains($0.owner.type) && isOther($0["bindingType"]) }
      .map { $0.attribute("bindingType") }
  }

  private static func isOther(_ binding: String?) -> Bool {
    !["", "latest"].contains(binding ?? "latest")
  }
}
