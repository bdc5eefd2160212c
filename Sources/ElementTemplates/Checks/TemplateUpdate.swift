import BPMN
import Diagnostics

/// There is a newer version of the element's template for the same version of Camunda.
///
/// Nothing is wrong with the element. Take the update when you next edit it.
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
    let suits = use.platform.map { ", which suits Camunda \($0.major).\($0.minor)" } ?? ""
    return Diagnostic(
      rule: "template/update", severity: .info,
      message:
        "\"\(use.element.label)\" uses \(current) of the template \"\(use.template.name)\"; there "
        + "is version \(newest.version ?? 0)\(suits)",
      help: "Update it in the modeler, or with 'bpmnc template upgrade'.",
      location: use.versionLocation, element: use.element.reference)
  }
}
