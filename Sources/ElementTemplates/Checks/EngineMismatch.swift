import BPMN
import Diagnostics

/// The element's template is made for other versions of Camunda than the diagram.
///
/// The connector may not exist there or read other values. Take a version of the template that
/// suits, which the help names where there is one, or set the diagram's version in the modeler.
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
        "Version \(version) of the template suits: 'bpmnc template upgrade --to \(version)'."
      } else {
        "No known version of the template suits; set the version that the diagram is made for."
      }
    return Diagnostic(
      rule: "template/engine", severity: .warning,
      message:
        "\"\(use.element.label)\" uses the template \"\(use.template.name)\", which needs Camunda "
        + "\(range ?? "of another version"); the diagram is made for \(platform)",
      help: help, location: use.versionLocation, element: use.element.reference)
  }
}
