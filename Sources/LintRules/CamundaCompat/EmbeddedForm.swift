import BPMN
import Diagnostics
import Text
import XML

/// A form embedded in the diagram, as a `zeebe:userTaskForm` of the process.
struct EmbeddedForm {
  static let keyPrefix = "camunda-forms:bpmn:"

  let xml: XMLElement

  /// The embedded form that a `formDefinition` references.
  init?(_ definition: CompatExtension) {
    guard let key = definition["formKey"], key.hasPrefix(Self.keyPrefix),
      let form = definition.owner.process?.allZeebe("userTaskForm").first(where: {
        $0["id"].map { Self.keyPrefix + $0 } == key
      })
    else { return nil }
    xml = form
  }

  var isEmpty: Bool { xml.text.isBlank }
}

extension CompatInput {
  /// Findings about a form that exactly one of these attributes must reference.
  func formFindings(_ form: CompatExtension, _ attributes: [String]) -> [Diagnostic] {
    let owner = form.owner
    guard attributes.count(where: { !form[$0].isMissing }) == 1 else {
      return [
        finding(
          "\"\(owner.label)\" does not reference \(attributes.count == 1 ? "its" : "exactly one") form",
          help: "Set \(attributes.joined(separator: " or ")).",
          at: CompatPlace(
            owner: owner, location: form.xml.location,
            path: attributes.count == 1 ? "\(form.path).\(attributes[0])" : form.path))
      ]
    }
    guard let embedded = EmbeddedForm(form), embedded.isEmpty else { return [] }
    return [
      finding(
        "the form of \"\(owner.label)\" has no content",
        help: "Design the form, or link another one.", on: owner, at: embedded.xml.location,
        path: model.metamodelPath(to: embedded.xml, from: owner) + ".body")
    ]
  }
}
