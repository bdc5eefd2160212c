import BPMN
import Linting

extension LintRule {
  /// # camunda-compat/no-version-tag
  ///
  /// Version tags of processes require Camunda 8.6.
  ///
  /// Older engines ignore them. Add the version to the name of the process, or rely on version
  /// control.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="order" isExecutable="true">
  ///     <bpmn:extensionElements>
  ///       1️⃣<zeebe:versionTag value="2.1" />
  ///     </bpmn:extensionElements>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5">
  ///   <bpmn:process id="order" isExecutable="true" />
  /// </bpmn:definitions>
  /// ```
  static let compatNoVersionTag = only(
    from: PlatformVersion(8, 6), "no-version-tag",
    through: PlatformVersion(8, 5),
    "has a version tag"
  ) { rule in
    rule.extensions("versionTag").filter { $0.owner.type == .process }.map(\.place)
  }
}
