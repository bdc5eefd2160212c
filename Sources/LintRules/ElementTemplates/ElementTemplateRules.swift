import ProjectModel
import Linting
import BPMN
import Diagnostics
import ElementTemplates

/// The checks of elements against the templates that they name (module ElementTemplates).
enum ElementTemplateRules {
  static func check(_ input: ProjectInput) -> [Diagnostic] {
    input.project.models.flatMap { model in
      model.elements
        .filter { $0.templateID != nil }
        .flatMap { TemplateCheck.diagnostics(for: $0, library: input.templates) }
    }
  }
}
