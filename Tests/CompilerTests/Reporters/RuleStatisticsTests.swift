import Diagnostics
import Reports
import Testing

@Suite("Findings by rule")
struct RuleStatisticsTests {
  @Test("statistics count the findings of each rule, the most frequent first")
  func statistics() {
    var other = TextReporterTests.finding
    other.rule = "a/rule"
    other.fixIt = .init(title: "Fix it", edits: [])
    let findings = [other, TextReporterTests.finding, TextReporterTests.finding]
    let lines = RuleStatistics(findings).text.split(separator: "\n")
      .map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines == ["FINDINGS RULE SEVERITY FIXABLE", "2 test/rule error 0", "1 a/rule error 1"])
  }
}
