import BPMN
import Diagnostics
import XML

/// # template/unknown
///
/// The element names a template, and a version of it, that is known.
///
/// Nothing is checked about another one. If the template is your own or another vendor's, put its
/// JSON file into `.camunda/element-templates` beside the diagram or name its folder with
/// `--templates`. If only the version is unknown, take one of those that the message lists, or add
/// the file that has it.
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
    let versions = known.map { $0.version.map(String.init) ?? "one without number" }
    let list = versions.joined(separator: ", ")
    let name = known[0].name
    let what =
      if let given = element.zeebeAttribute("modelerTemplateVersion")?.value {
        "uses version '\(given)' of the template \"\(name)\", which is not known; known are \(list)"
      } else {
        "says no version of the template \"\(name)\"; known are \(list)"
      }
    return Diagnostic(
      rule: rule, severity: .warning, message: "\"\(element.label)\" \(what)",
      help: "Its values were not checked. Take a known version, or add the file that has this one.",
      location: element.versionLocation, element: element.reference)
  }
}
