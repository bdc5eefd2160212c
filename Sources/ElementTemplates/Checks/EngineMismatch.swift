import BPMN
import Diagnostics

/// # template/engine
///
/// An element's template should support the diagram's Camunda version.
///
/// Otherwise the connector may not exist or may read other values. Use a compatible version of the
/// template, which the help names if there is one, or set the diagram's version in the modeler.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.7.0">
///   <bpmn:process id="process" isExecutable="true">
///     <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///         zeebe:modelerTemplateVersion="1️⃣1" />
///   </bpmn:process>
/// </bpmn:definitions>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "engines": {"camunda": "^8.9"},
/// "properties": [
///
/// ]
/// ```
///
/// Good:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
///     xmlns:modeler="http://camunda.org/schema/modeler/1.0"
///     modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.7.0">
///   <bpmn:process id="process" isExecutable="true">
///     <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///         zeebe:modelerTemplateVersion="1" />
///   </bpmn:process>
/// </bpmn:definitions>
/// <!-- file: .camunda/element-templates/inquiry.json -->
/// "engines": {"camunda": "^8.6"},
/// "properties": [
///
/// ]
/// ```
enum EngineMismatch {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    guard let platform = use.platform, !use.template.suits(platform) else { return [] }
    return [.mismatch(use, platform)]
  }
}

extension Diagnostic {
  fileprivate static func mismatch(
    _ use: TemplateUse, _ platform: PlatformVersion
  ) -> Diagnostic {
    let range = use.template.engines.first { $0.name == "camunda" }?.range?.text
    let help =
      if let other = use.library.newest(of: use.template.id, for: platform),
        let version = other.version
      {
        "Use version \(version) of the template: 'bpmnc template upgrade --to \(version)'."
      } else {
        "No known version of the template is compatible; set the diagram's Camunda version."
      }
    return Diagnostic(
      rule: "template/engine", severity: .warning,
      message:
        "\"\(use.element.label)\" uses the template \"\(use.template.name)\", which requires Camunda "
        + "\(range ?? "of another version"); the diagram targets \(platform)",
      help: help, location: use.versionLocation, element: use.element.reference)
  }
}
