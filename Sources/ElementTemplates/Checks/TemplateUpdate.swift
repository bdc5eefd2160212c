import BPMN
import Diagnostics

/// # template/update
///
/// An element should use the latest version of its template.
///
/// An older version is not an error. Update it when you next edit the element, in the modeler or
/// with `bpmnc template upgrade`.
///
/// Severity: info
///
/// Bad:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1️⃣1" />
/// <!-- file: .camunda/element-templates/1.json -->
/// "version": 1
/// <!-- file: .camunda/element-templates/2.json -->
/// "version": 2
/// ```
///
/// Good:
/// ```xml
/// <!-- file: inquiry.bpmn -->
/// <bpmn:serviceTask id="ask" name="Ask" zeebe:modelerTemplate="T"
///     zeebe:modelerTemplateVersion="1" />
/// <!-- file: .camunda/element-templates/1.json -->
/// "version": 1
/// ```
enum TemplateUpdate {
  static func check(_ use: TemplateUse) -> [Diagnostic] {
    guard let newest = use.library.newest(of: use.template.id, for: use.platform),
      ElementTemplate.isNewer(newest.version, than: use.template.version)
    else { return [] }
    return [.update(use, newest)]
  }
}

extension Diagnostic {
  fileprivate static func update(_ use: TemplateUse, _ newest: ElementTemplate) -> Diagnostic {
    let current = use.template.version.map { "version \($0)" } ?? "the unversioned form"
    let target = use.platform.map { " for Camunda \($0.major).\($0.minor)" } ?? ""
    return Diagnostic(
      rule: "template/update", severity: .info,
      message:
        "\"\(use.element.label)\" uses \(current) of the template \"\(use.template.name)\"; "
        + "version \(newest.version ?? 0)\(target) is available",
      help: "Update it in the modeler or with 'bpmnc template upgrade'.",
      location: use.versionLocation, element: use.element.reference)
  }
}
