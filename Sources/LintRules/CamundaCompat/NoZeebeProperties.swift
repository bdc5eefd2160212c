import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-zeebe-properties
  ///
  /// Extension properties require Camunda 8.1.
  ///
  /// Older engines discard them, so neither connectors nor workers can read them. Use task headers
  /// instead.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.0">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:startEvent id="start" name="Order received">
  ///       <bpmn:extensionElements>
  ///         1️⃣<zeebe:properties><zeebe:property name="team" value="sales" /></zeebe:properties>
  ///       </bpmn:extensionElements>
  ///     </bpmn:startEvent>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.0">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:startEvent id="start" name="Order received" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoZeebeProperties = only(
    from: PlatformVersion(8, 1), "no-zeebe-properties",
    through: PlatformVersion(8, 0),
    "has extension properties"
  ) { rule in
    rule.extensions("properties").map(\.place)
  }
}
