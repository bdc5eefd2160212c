import Compiler
import Diagnostics
import ElementTemplates
import Linting
import LintRules
import ProjectModel
import TestSupport
import Webhooks

/// A diagram around some marked elements, and what the rules about secrets find in it.
struct SecretDiagram {
  let marked: MarkedText
  let findings: [Diagnostic]

  init(_ elements: String, platform: String? = nil) {
    let version = platform.map {
      """
       xmlns:modeler="http://camunda.org/schema/modeler/1.0" \
      modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="\($0)"
      """
    }
    marked = MarkedText(
      """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"\(version ?? "")>
        <bpmn:process id="P" isExecutable="true">\(elements)</bpmn:process>
      </bpmn:definitions>
      """)
    findings = Compilation(Project([Self.file(marked)]), templates: .builtIn).diagnostics
      .filter { $0.rule.hasPrefix("secret/") }
  }

  var project: Project { Project([Self.file(marked)]) }

  private static func file(_ marked: MarkedText) -> InputFile {
    InputFile(path: "a.bpmn", relativePath: "a.bpmn", bytes: marked.bytes)
  }

  /// The marks at which findings of each rule stand: `bare-form 1️⃣`.
  var places: [String] {
    findings.map { finding in
      let marks = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣"]
      let start = finding.location.range.lowerBound
      return finding.rule.dropFirst("secret/".count) + " "
        + (marks.first { marked.offset($0) == start } ?? finding.summary)
    }
  }

  /// The file after all fixes, as it is between `from` and the next quote.
  func fixed(from start: String) -> String {
    let run = FixRun([Self.file(marked)]) { files in Compilation.secretFindings(in: Project(files))
    }
    let text = String(decoding: run.files[0].bytes, as: UTF8.self)
    let rest = text[(text.firstRange(of: start)?.upperBound ?? text.endIndex)...]
    return String(rest.prefix { $0 != "\"" })
  }

  /// A connector task with inputs.
  static func task(_ inputs: String..., template: Bool = true, extra: String = "") -> String {
    let mappings = inputs.enumerated().map { index, source in
      "<zeebe:input source=\"\(source)\" target=\"in\(index)\"/>"
    }
    return """
      <bpmn:serviceTask id="T" name="Send"\(template ? " zeebe:modelerTemplate=\"t\"" : "")>
        <bpmn:extensionElements>
          <zeebe:taskDefinition type="io.camunda:http-json:1"/>
          <zeebe:ioMapping>\(mappings.joined())</zeebe:ioMapping>\(extra)
        </bpmn:extensionElements>
      </bpmn:serviceTask>
      """
  }

  /// A webhook with properties.
  static func webhook(_ properties: (String, String)...) -> String {
    """
    <bpmn:startEvent id="S" name="Ordered"><bpmn:extensionElements><zeebe:properties>
    <zeebe:property name="inbound.type" value="io.camunda:webhook:1"/>\
    \(properties.map { "<zeebe:property name=\"\($0.0)\" value=\"\($0.1)\"/>" }.joined())
    </zeebe:properties></bpmn:extensionElements></bpmn:startEvent>
    """
  }
}
