import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/no-template
  ///
  /// Element templates require Camunda 8.0.
  ///
  /// The connectors behind the templates are not available in older versions. Use a plain task and
  /// a job worker.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="1.3">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:serviceTask id="call" name="Call service"
  ///         1️⃣zeebe:modelerTemplate="io.camunda.connectors.HttpJson.v1" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  ///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="1.3">
  ///   <bpmn:process id="process" isExecutable="true">
  ///     <bpmn:serviceTask id="call" name="Call service" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static let compatNoTemplate = only(
    from: PlatformVersion(8, 0), "no-template",
    through: PlatformVersion(1, 3),
    "uses an element template"
  ) { rule in
    guard rule.model.document.names.contains(templateAttribute) else { return [] }
    return rule.elements { _ in true }.compactMap { element in
      element.zeebeAttribute("modelerTemplate").map {
        CompatPlace(
          owner: element, location: SourceLocation(rule.model.source, $0.range),
          path: "modelerTemplate")
      }
    }
  }

  private static let templateAttribute = XMLName(
    local: "modelerTemplate", namespace: XMLNamespace.zeebe)
}
