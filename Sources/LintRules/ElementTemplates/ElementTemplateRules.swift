import BPMN
import Diagnostics
import ElementTemplates
import Linting
import ProjectModel

/// The checks of elements against the templates that they name (module ElementTemplates).
enum ElementTemplateRules {
  static let rule = LintRule(
    project: [
      "template/unknown", "template/element-type", "template/deprecated", "template/update",
      "template/required", "template/length", "template/pattern", "template/choice",
      "template/engine", "template/constant", "template/left-over", "template/feel",
    ], .warning
  ) { input in
    input.project.models.flatMap { model in
      let library = input.nestedTemplates[model.source.path] ?? input.templates
      return model.elements
        .filter { $0.templateID != nil }
        .flatMap { TemplateCheck.diagnostics(for: $0, library: library) }
    }
  }
}
