import BPMN
import Diagnostics
import ElementTemplates
import Linting
import ProjectModel

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
