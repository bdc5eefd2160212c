import Bundles
import Compiler
import Diagnostics
import ElementTemplates
import JSON
import Linting
import LintRules
import ProjectModel
import TestSupport
import Webhooks

/// What one lint rule finds in a diagram.
enum Finding {
  static func all(
    of rule: String, in text: String, options: JSONValue = [:]
  ) -> [Diagnostic] {
    var settings = LintSettings()
    settings.configuration.rules = [
      Configuration.RulePattern(
        name: rule, setting: RuleSetting(severity: .warning, options: options))
    ]
    let file = InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: Array(text.utf8))
    let project = Project([file])
    return Compilation(project, templates: .builtIn, settings: settings, onlyRule: rule).diagnostics
  }

  /// The ids of the elements, in the order of the file.
  static func elements(
    of rule: String, in text: String, options: JSONValue = [:]
  ) -> [String] {
    all(of: rule, in: text, options: options).map { $0.element?.id ?? "" }
  }

  /// The markers before which findings begin, in the order of the file; `?` for an unmarked place.
  static func marks(
    of rule: String, in content: String, options: JSONValue = [:]
  ) -> [String] {
    let marked = MarkedText(content)
    let names = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣"]
    return all(of: rule, in: marked.text, options: options).map { finding in
      names.first { marked.offset($0) == finding.location.range.lowerBound } ?? "?"
    }
  }

  /// A diagram with this content below its definitions.
  static func diagram(_ content: String) -> String {
    """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
        xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" \
        xmlns:modeler="http://camunda.org/schema/modeler/1.0" \
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn" \
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
    \(content)
    </bpmn:definitions>
    """
  }

  /// A diagram with one executable process of this content.
  static func process(_ content: String) -> String {
    diagram("<bpmn:process id=\"P\" isExecutable=\"true\">\(content)</bpmn:process>")
  }
}
