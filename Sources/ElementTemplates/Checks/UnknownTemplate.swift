import BPMN
import Diagnostics
import XML

/// The element names a template, or a version of one, that is not known.
///
/// Nothing is checked about such an element. If the template is your own or another vendor's, put
/// its JSON file into `.camunda/element-templates` beside the diagram or name its folder with
/// `--templates`. If only the version is unknown, take one of those that the message lists, or add
/// the file that has it.
enum UnknownTemplate {
  static func finding(_ element: BPMNElement, _ library: TemplateLibrary) -> Diagnostic {
    let versions = library.versions(of: element.templateID ?? "")
    return versions.isEmpty ? .unknownTemplate(element) : .unknownVersion(element, versions)
  }
}

extension Diagnostic {
  private static let rule = "template/unknown"

  fileprivate static func unknownTemplate(_ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: rule, severity: .info,
      message:
        "\"\(element.label)\" uses the template '\(element.templateID ?? "")', which is not known: "
        + "its values are not checked",
      help:
        "Put the template's JSON file into .camunda/element-templates, or name its folder with "
        + "--templates.",
      location: element.attributeLocation("modelerTemplate"), element: element.reference)
  }

  fileprivate static func unknownVersion(
    _ element: BPMNElement, _ known: [ElementTemplate]
  ) -> Diagnostic {
    let given = element.zeebeAttribute("modelerTemplateVersion")?.value
    let list = known.map { $0.version.map(String.init) ?? "one without version" }
    let what =
      given.map { "version '\($0)' of the template" } ?? "the template without a version, of"
    return Diagnostic(
      rule: rule, severity: .warning,
      message:
        "\"\(element.label)\" uses \(what) \"\(known[0].name)\", which is not known: "
        + "its values are not checked",
      help: "Known are: \(list.joined(separator: ", ")).",
      location: element.versionLocation, element: element.reference)
  }
}
