import BPMN
import Diagnostics
import JSON
import XML

/// A form that stands in the diagram itself, as `zeebe:userTaskForm` of the process.
struct EmbeddedForm {
  static let keyPrefix = "camunda-forms:bpmn:"

  let xml: XMLElement

  /// The form of the process that a `formDefinition` names.
  init?(_ definition: XMLElement, of element: BPMNElement) {
    guard let key = definition["formKey"], key.hasPrefix(Self.keyPrefix),
      let form = element.process?.allZeebe("userTaskForm").first(where: {
        $0["id"].map { Self.keyPrefix + $0 } == key
      })
    else { return nil }
    xml = form
  }

  var isEmpty: Bool { xml.text.isBlank }
}

extension CompatInput {
  /// Whether exactly one of the attributes has a value.
  func hasOne(of attributes: [String], _ part: Part) -> Bool {
    attributes.count { !part.xml[$0].isMissing } == 1
  }

  /// A finding where the form of an element stands in the diagram and has no content.
  func emptyForm(_ part: Part, of element: BPMNElement) -> [Diagnostic] {
    guard let form = EmbeddedForm(part.xml, of: element), form.isEmpty else { return [] }
    return [
      input.finding(
        "the form of \"\(element.label)\" has no content",
        help: "Draw the form, or link another one.", on: element, at: form.xml.location,
        path: part.path + ".formKey")
    ]
  }
}
