import BPMN
public import Diagnostics
import FEEL
import JSON
public import ProjectModel

extension CompanyRule {
  /// The check as a lint rule.
  var lintRule: LintRule {
    LintRule(name, severity) { input in
      let variables = CompanyRuleVariables(input.model)
      return input.model.elements
        .filter { types.contains($0.type) }
        .flatMap { check($0, variables.context(of: $0), input) }
    }
  }

  private func check(
    _ element: BPMNElement, _ context: FEELContext, _ input: RuleInput
  ) -> [Diagnostic] {
    if let filter, filter.evaluate(context).value != .boolean(true) { return [] }
    let result = condition.evaluate(context)
    if result.value == .boolean(true) { return [] }
    let because = result.warnings.first.map {
      Diagnostic.Note(message: "the condition could not be evaluated: \($0.message)")
    }
    return [
      input.finding(
        "\"\(element.label)\": \(message)", help: help, on: element,
        notes: result.value == .boolean(false) ? [] : [because].compactMap(\.self))
    ]
  }

  // MARK: Examples

  /// Runs the examples and reports those with an unexpected result.
  func testExamples() -> [Diagnostic] {
    passing.flatMap { test($0, expectsFinding: false) }
      + failing.flatMap { test($0, expectsFinding: true) }
  }

  private func test(_ example: Example, expectsFinding: Bool) -> [Diagnostic] {
    let file = BPMNFile(parsing: Array(Self.document(around: example.text).utf8), path: name)
    guard let model = file.model else {
      return [
        .example(name, "cannot be read: \(file.diagnostics.first?.message ?? "")", example)
      ]
    }
    guard model.elements.contains(where: { types.contains($0.type) }) else {
      return [.example(name, "contains no element that the rule checks", example)]
    }
    let rule = lintRule
    let findings = rule.check(RuleInput(rule, model, version: nil))
    guard findings.isEmpty == expectsFinding else { return [] }
    return [
      .example(
        name,
        expectsFinding
          ? "should fail but passes" : "should pass but fails: \(findings[0].message)", example)
    ]
  }

  /// A document with the fragment inside a process.
  package static func document(around fragment: String) -> String {
    if fragment.contains("definitions") { return fragment }
    return """
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
      xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="example">\
      <bpmn:process id="example-process" isExecutable="true">\(fragment)</bpmn:process>\
      </bpmn:definitions>
      """
  }
}

extension Configuration {
  /// Runs the examples of the configured checks: `bpmnc lint --test-rules`.
  /// - Returns: a finding for each example with an unexpected result.
  public func testRules() -> [Diagnostic] { checks.flatMap { $0.testExamples() } }

  /// The number of examples.
  public var exampleCount: Int { checks.reduce(0) { $0 + $1.passing.count + $1.failing.count } }
}

extension Diagnostic {
  fileprivate static func example(
    _ rule: String, _ message: String, _ example: CompanyRule.Example
  ) -> Diagnostic {
    Diagnostic(
      rule: "project/configuration", severity: .error,
      message: "an example of '\(rule)' \(message)", location: example.location)
  }
}
