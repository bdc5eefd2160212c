import BPMN
import XML

/// An element that was made with an element template.
struct TemplateUse {
  let element: BPMNElement
  let id: String
  let version: Int?

  /// Where the template lies among the templates of a bundle.
  var file: String {
    "\(BundlePath.part(id))/\(version.map(String.init) ?? "unversioned").json"
  }

  static func all(in project: Project) -> [TemplateUse] {
    project.models.flatMap { model in
      model.elements.compactMap { element in
        // Templates apply to activities, events, gateways, flows and processes; what has no
        // attribute but its id is not worth a look.
        guard let id = element.templateID else { return nil }
        return TemplateUse(element: element, id: id, version: element.templateVersion)
      }
    }
  }
}
