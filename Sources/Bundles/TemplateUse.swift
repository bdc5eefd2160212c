package import BPMN
package import ProjectModel
import XML

/// An element that uses an element template.
package struct TemplateUse {
  /// A template reference of an element.
  package struct Key: Hashable {
    package var id: String
    package var version: Int?

    /// The template's path below the bundle's folder of templates.
    package var file: String {
      "\(BundlePath.part(id))/\(version.map(String.init) ?? "unversioned").json"
    }
  }

  package let element: BPMNElement
  package let key: Key

  package static func all(in project: Project) -> [TemplateUse] {
    project.models.flatMap { model in
      model.elements.compactMap { element in
        // Messages and similar elements repeat the template of their event, without its version.
        guard let id = element.templateID, element.process != nil else { return nil }
        return TemplateUse(element: element, key: Key(id: id, version: element.templateVersion))
      }
    }
  }
}
