import BPMN
import XML

/// An element that was made with an element template.
struct TemplateUse {
  /// A template as an element names it.
  struct Key: Hashable {
    var id: String
    var version: Int?

    /// Where the template lies among the templates of a bundle.
    var file: String {
      "\(BundlePath.part(id))/\(version.map(String.init) ?? "unversioned").json"
    }
  }

  let element: BPMNElement
  let key: Key

  static func all(in project: Project) -> [TemplateUse] {
    project.models.flatMap { model in
      model.elements.compactMap { element in
        // Messages and their like carry the template of who refers to them, without its version.
        guard let id = element.templateID, element.process != nil else { return nil }
        return TemplateUse(element: element, key: Key(id: id, version: element.templateVersion))
      }
    }
  }
}
