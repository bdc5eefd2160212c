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
        // Messages and their like carry the template of who refers to them, without its version.
        guard let id = element.templateID, element.process != nil else { return nil }
        return TemplateUse(element: element, id: id, version: element.templateVersion)
      }
    }
  }
}
