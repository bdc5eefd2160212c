import BPMN
import Diagnostics
import JSON
import TestSupport

@testable import Bundles
@testable import Linting
@testable import LintRules
@testable import Webhooks

/// Where a rule of the Camunda plugin finds something.
enum CompatMarks {
  static let names = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣"]

  /// The markers before which findings begin, in the order of the file; `?` for an unmarked place.
  /// - Parameters:
  ///   - content: what an executable process holds, or whole root elements.
  ///   - version: the platform version; nil runs unversioned.
  static func of(
    _ rule: String, _ content: String, version: String? = nil, options: JSONValue = [:]
  ) -> [String] {
    let marked = MarkedText(diagram(content))
    return findings(rule, marked.text, version: version, options: options)
      .map(\.location.range.lowerBound).sorted()
      .map { place in names.first { marked.offset($0) == place } ?? "?" }
  }

  /// The ids of the elements and the parts of them, in the order of the file.
  static func elements(_ rule: String, _ content: String, version: String? = nil) -> [String] {
    findings(rule, MarkedText(diagram(content)).text, version: version)
      .sorted { $0.location.range.lowerBound < $1.location.range.lowerBound }
      .map { "\($0.element?.id ?? "")#\($0.path ?? "")" }
  }

  static func rule(_ name: String) -> LintRule? {
    LintRule.camundaCompat.first { $0.name == "camunda-compat/" + name }
  }

  private static func findings(
    _ rule: String, _ text: String, version: String?, options: JSONValue = [:]
  ) -> [Diagnostic] {
    let file = BPMNFile(parsing: Array(text.utf8), path: "a.bpmn")
    guard let rule = Self.rule(rule), let model = file.model else { return [] }
    return rule.check(
      RuleInput(rule, model, version: version.flatMap(PlatformVersion.init), options: options))
  }

  private static func diagram(_ content: String) -> String {
    content.contains("<bpmn:process") ? Finding.diagram(content) : Finding.process(content)
  }

  /// An element with zeebe extensions.
  static func element(_ tag: String, _ extensions: String, _ content: String = "") -> String {
    let name = tag.prefix { $0 != " " }
    return "<bpmn:\(tag)><bpmn:extensionElements>\(extensions)</bpmn:extensionElements>"
      + "\(content)</bpmn:\(name)>"
  }
}
