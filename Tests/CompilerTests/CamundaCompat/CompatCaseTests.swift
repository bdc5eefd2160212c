import BPMN
import Diagnostics
import JSON
import Testing
import TestSupport

@testable import Bundles
@testable import Linting
@testable import LintRules

@Suite("The rules of the Camunda plugin on rows from outside", .enabled(if: Cases.arePresent))
struct CompatCaseTests {
  @Test("report the same elements and parts of them for every rule that is here")
  func rows() throws {
    let rules = Dictionary(uniqueKeysWithValues: LintRule.camundaCompat.map { ($0.name, $0) })
    var run = 0
    var missed: [String] = []
    for line in try Cases.text("lint/compat.jsonl").split(separator: "\n") {
      let row = try JSONValue(parsing: String(line))
      guard let rule = rules["camunda-compat/" + (row["rule"]?.string ?? "")] else { continue }
      let file = BPMNFile(parsing: Array((row["xml"]?.string ?? "").utf8), path: "row.bpmn")
      let model = try #require(file.model)
      let input = RuleInput(rule, model, version: nil, options: row["config"] ?? [:])
      let found = rule.check(input).map { "\($0.element?.id ?? "")#\($0.path ?? "")" }.sorted()
      let expected = (row["expected"]?.array ?? []).map { finding in
        let path = (finding["path"]?.array ?? []).map { $0.string ?? "\($0.int ?? 0)" }
        return "\(finding["id"]?.string ?? "")#\(path.joined(separator: "."))"
      }.sorted()
      run += 1
      if found != expected {
        missed.append("\(row["case"]?.string ?? ""): \(found), not \(expected)")
      }
    }
    #expect(run > 0)
    #expect(missed == [])
  }
}
