import BPMN
import Diagnostics
import XML

/// # template/unknown
///
/// An element should use a known template, in a known version.
///
/// Elements with unknown templates are not checked. If the template is your own or from another
/// vendor, add its JSON file to `.camunda/element-templates` next to the diagram, or pass its
/// folder with `--templates`. If only the version is unknown, use one of the versions in the
/// message, or add the file with the missing one.
///
/// Severity: warning or info
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1"
///     zeebe:modelerTemplateVersion="1️⃣99" />
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1"
///     zeebe:modelerTemplateVersion="8" />
/// ```
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
        "\"\(element.label)\" uses the template '\(element.templateID ?? "")', which is unknown; "
        + "its values are not checked",
      help:
        "Add the template's JSON file to .camunda/element-templates, or pass its folder with "
        + "--templates.",
      location: element.attributeLocation("modelerTemplate"), element: element.reference)
  }

  fileprivate static func unknownVersion(
    _ element: BPMNElement, _ known: [ElementTemplate]
  ) -> Diagnostic {
    let versions = known.map { $0.version.map(String.init) ?? "one without a number" }
    let list = versions.joined(separator: ", ")
    let name = known[0].name
    let what =
      if let given = element.zeebeAttribute("modelerTemplateVersion")?.value {
        "uses the unknown version '\(given)' of the template \"\(name)\" (known: \(list))"
      } else {
        "does not specify a version of the template \"\(name)\" (known: \(list))"
      }
    return Diagnostic(
      rule: rule, severity: .warning, message: "\"\(element.label)\" \(what)",
      help: "Its values are not checked. Use a known version, or add the file with this one.",
      location: element.versionLocation, element: element.reference)
  }
}
