package import ProjectModel
package import BPMN
import XML

/// An element that was made with an element template.
package struct TemplateUse {
  /// A template as an element names it.
  package struct Key: Hashable {
    package var id: String
    package var version: Int?

    /// Where the template lies among the templates of a bundle.
    package var file: String {
      "\(BundlePath.part(id))/\(version.map(String.init) ?? "unversioned").json"
    }
  }

  package let element: BPMNElement
  package let key: Key

  package static func all(in project: Project) -> [TemplateUse] {
    project.models.flatMap { model in
      model.elements.compactMap { element in
        // Messages and their like carry the template of who refers to them, without its version.
        guard let id = element.templateID, element.process != nil else { return nil }
        return TemplateUse(element: element, key: Key(id: id, version: element.templateVersion))
      }
    }
  }
}
