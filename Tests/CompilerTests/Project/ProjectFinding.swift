import Compiler
import Diagnostics
import ElementTemplates
import Linting
import LintRules
import ProjectModel
import TestSupport
import Webhooks

/// What the rules of a family find in a project of several files.
enum ProjectFinding {
  /// The findings of a rule as `file MARK`, `?` for a place that is not marked.
  static func marks(
    of rule: String, in files: KeyValuePairs<String, String>, external: [String] = []
  ) -> [String] {
    var marked: [String: MarkedText] = [:]
    let inputs = files.map { name, text in
      let file = MarkedText(text)
      marked[name] = file
      return InputFile(path: name, relativePath: name, bytes: file.bytes)
    }
    var settings = LintSettings()
    settings.configuration.external.processes = Set(external)
    settings.configuration.external.forms = Set(external)
    let compilation = Compilation(
      Project(inputs), templates: .builtIn, settings: settings, onlyRule: rule)
    return compilation.diagnostics.map { finding in
      let path = finding.location.source.path
      let mark = ["1️⃣", "2️⃣", "3️⃣"].first {
        marked[path]?.offset($0) == finding.location.range.lowerBound
      }
      return "\(path) \(mark ?? "?")"
    }
  }

  /// A diagram with one executable process of this content.
  static func diagram(_ process: String, roots: String = "", _ content: String = "") -> String {
    FlowDiagram.definitions(
      "\(roots)<bpmn:process id=\"\(process)\" isExecutable=\"true\">\(content)</bpmn:process>")
  }

  static func webhook(_ id: String, _ extra: [String: String] = [:]) -> String {
    let more = extra.sorted { $0.key < $1.key }.map {
      "<zeebe:property name=\"\($0.key)\" value=\"\($0.value)\"/>"
    }
    return "<bpmn:extensionElements><zeebe:properties>"
      + "<zeebe:property name=\"inbound.type\" value=\"io.camunda:webhook:1\"/>"
      + "<zeebe:property name=\"inbound.context\" value=\"\(id)\"/>\(more.joined())"
      + "</zeebe:properties></bpmn:extensionElements>"
  }
}
