import Diagnostics
import ElementTemplates
import TestSupport

@testable import Bundles
@testable import Linting

/// A file of an example, as bpmnc would read it, with the marks still in it.
struct ExampleFile {
  var path: String
  var marked: MarkedText

  enum Kind {
    case diagram, template, configuration
  }

  var kind: Kind {
    path.hasSuffix(".json") ? .template : path.hasSuffix(".yaml") ? .configuration : .diagram
  }

  var source: SourceText { SourceText(path: path, text: marked.text) }
}

extension RuleExample {
  /// The files of the example: one, or those that lines `<!-- file: NAME -->` begin.
  var files: [ExampleFile] {
    var parts: [(path: String, lines: [Substring])] = []
    for line in markedText.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<!-- file: "), line.hasSuffix(" -->") {
        parts.append((String(line.dropFirst(11).dropLast(4)), []))
      } else {
        if parts.isEmpty { parts.append((fileName, [])) }
        parts[parts.count - 1].lines.append(line)
      }
    }
    return parts.map { path, lines in
      let text = lines.joined(separator: "\n")
      let whole =
        path.hasSuffix(".json")
        ? Self.template(text) : path.hasSuffix(".bpmn") ? Self.diagram(text) : text
      return ExampleFile(path: path, marked: MarkedText(whole))
    }
  }

  /// The name of the file where the example has one without a name.
  private var fileName: String {
    switch language {
    case "json": "a.json"
    case "yaml": "bpmnc.yaml"
    default: "a.bpmn"
    }
  }

  /// A fragment of a diagram inside what it needs; whole files stay as they are.
  private static func diagram(_ text: String) -> String {
    let start = text.drop { isMark($0) }
    if ["<bpmn:definitions", "<?xml", "<!DOCTYPE"].contains(where: start.hasPrefix) { return text }
    let roots = [
      "process", "collaboration", "message", "error", "signal", "escalation", "category",
      "itemDefinition", "dataStore", "choreography",
    ]
    let name = start.dropFirst("<bpmn:".count).prefix { $0.isLetter }
    let isRoot =
      start.hasPrefix("<bpmn:") && roots.contains(String(name)) || start.hasPrefix("<bpmndi:")
    let content =
      isRoot ? text : "<bpmn:process id=\"process\" isExecutable=\"true\">\(text)</bpmn:process>"
    return """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
          xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
          xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
          xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
          xmlns:modeler="http://camunda.org/schema/modeler/1.0"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions"
          targetNamespace="http://bpmn.io/schema/bpmn">
      \(content)
      </bpmn:definitions>
      """
  }

  /// Members of a template with the members that every template has.
  private static func template(_ text: String) -> String {
    guard !text.hasPrefix("{"), !text.hasPrefix("[") else { return text }
    let schema = "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/schema.json"
    let members = [
      ("$schema", "\"\(schema)\""), ("id", "\"T\""), ("name", "\"Inquiry\""), ("version", "1"),
      ("appliesTo", "[\"bpmn:Task\"]"), ("properties", "[]"),
    ].filter { !text.topLevelKeys.contains($0.0) }.map { "\"\($0.0)\": \($0.1)" }
    return "{\(([text] + members).filter { !$0.isEmpty }.joined(separator: ", "))}"
  }
}

extension String {
  /// The keys of members that stand in no object or array of this text.
  fileprivate var topLevelKeys: Set<String> {
    var keys: Set<String> = []
    var depth = 0
    for (index, part) in split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 {
        if depth == 0 { keys.insert(String(part)) }
      } else {
        depth += part.reduce(0) { $0 + ("{[".contains($1) ? 1 : "}]".contains($1) ? -1 : 0) }
      }
    }
    return keys
  }
}
