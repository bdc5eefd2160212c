import BPMN
import Diagnostics
import JSON
import TestSupport
import Testing

@testable import Compiler

/// What one rule of the Camunda plugin finds, by the markers that stand where findings begin.
enum CompatMarks {
  /// The markers in the order of the file; `?` for an unmarked place.
  /// - Parameter version: the platform version; nil runs the rule unversioned.
  static func of(
    _ name: String, _ version: String?, options: JSONValue = [:], in content: String
  ) throws -> [String] {
    let marked = MarkedText(document(content))
    return try findings(name, version, options: options, in: marked.text).map { finding in
      markers.first { marked.offset($0) == finding.location.range.lowerBound } ?? "?"
    }
  }

  /// The findings in the order of the file.
  static func findings(
    _ name: String, _ version: String?, options: JSONValue = [:], in text: String
  ) throws -> [Diagnostic] {
    let rule = try #require(LintRule.camundaCompat.first { $0.name == "camunda-compat/" + name })
    let model = try #require(BPMNFile(parsing: Array(text.utf8), path: "a.bpmn").model)
    let input = RuleInput(
      rule, model, version: version.flatMap { PlatformVersion($0) }, options: options)
    return rule.check(input).inReportingOrder()
  }

  private static let markers = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"]

  /// A diagram with this content: roots as they are, else the content of an executable process.
  static func document(_ content: String) -> String {
    let isRoot = content.hasPrefix("<bpmn:process") || content.hasPrefix("<bpmn:collaboration")
    let body =
      isRoot
      ? content : "<bpmn:process id=\"process\" isExecutable=\"true\">\(content)</bpmn:process>"
    return """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
      \(body)
      </bpmn:definitions>
      """
  }

  /// An element with extension elements.
  static func element(_ type: String, _ extensions: String, attributes: String = "") -> String {
    """
    <bpmn:\(type) id="element" \(attributes)>
    <bpmn:extensionElements>\(extensions)</bpmn:extensionElements>
    </bpmn:\(type)>
    """
  }
}
