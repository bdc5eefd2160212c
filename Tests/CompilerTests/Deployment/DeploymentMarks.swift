import BPMN
import Diagnostics
import Testing
import TestSupport

@testable import Bundles
@testable import Linting
@testable import LintRules
@testable import Webhooks

/// What the deployment rules find in a fragment of a diagram.
enum DeploymentMarks {
  /// A fragment stands in an executable process, unless it begins with a process or with what holds
  /// one.
  static func diagram(_ fragment: String) -> String {
    if fragment.hasPrefix("<bpmn:definitions") || fragment.hasPrefix("1️⃣<bpmn:definitions") {
      return fragment
    }
    let isRoot = fragment.contains("<bpmn:process")
    let content =
      isRoot ? fragment : "<bpmn:process id=\"P\" isExecutable=\"true\">\(fragment)</bpmn:process>"
    return """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
          xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
          xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="t">
      \(content)
      </bpmn:definitions>
      """
  }

  static func findings(
    of rule: String, in text: String, version: PlatformVersion = PlatformVersion(8, 6)
  ) -> [Diagnostic] {
    guard let rule = LintRule.deployment.first(where: { $0.name == "deploy/" + rule }),
      let model = BPMNFile(parsing: Array(text.utf8), path: "a.bpmn").model
    else { return [] }
    return rule.check(RuleInput(rule, model, version: version)).inReportingOrder()
  }

  /// The markers before which findings begin, in the order of the file; `?` for an unmarked place.
  static func marks(
    of rule: String, in fragment: String, version: PlatformVersion = PlatformVersion(8, 6)
  ) -> [String] {
    let marked = MarkedText(diagram(fragment))
    let names = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣"]
    return findings(of: rule, in: marked.text, version: version).map { finding in
      names.first { marked.offset($0) == finding.location.range.lowerBound }
        ?? "? \(finding.message)"
    }
  }

  /// The markers of a fragment, in the order in which they stand.
  static func expected(_ fragment: String) -> [String] {
    fragment.map(String.init).filter { ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣"].contains($0) }
  }
}

/// A fragment whose markers are all that a rule finds.
struct DeploymentExample: CustomTestStringConvertible {
  let rule: String
  let version: PlatformVersion
  let fragment: String
  let testDescription: String

  /// - Parameter fragments: what the diagram holds, one behind the other.
  init(_ rule: String, _ what: String, _ major: Int, _ minor: Int, _ fragments: String...) {
    self.init(rule, what, PlatformVersion(major, minor), fragments)
  }

  /// An example for 8.6.
  init(_ rule: String, _ what: String, _ fragments: String...) {
    self.init(rule, what, PlatformVersion(8, 6), fragments)
  }

  private init(_ rule: String, _ what: String, _ version: PlatformVersion, _ fragments: [String]) {
    self.rule = rule
    self.version = version
    fragment = fragments.joined()
    testDescription = "\(rule): \(what)"
  }

  var found: [String] { DeploymentMarks.marks(of: rule, in: fragment, version: version) }
  var expected: [String] { DeploymentMarks.expected(fragment) }

  /// An element with extension elements.
  static func extended(_ tag: String, _ extensions: String, _ content: String = "") -> String {
    let name = tag.prefix { $0 != " " }
    return "<bpmn:\(tag)><bpmn:extensionElements>\(extensions)</bpmn:extensionElements>"
      + "\(content)</bpmn:\(name)>"
  }
}
