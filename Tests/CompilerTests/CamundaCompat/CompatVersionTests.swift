import BPMN
import Diagnostics
import Testing

@testable import Linting
@testable import LintRules

@Suite("The rules of the Camunda plugin about versions")
struct CompatVersionTests {
  @Test(
    "end with the version that brings what they are against", arguments: CompatExample.ofVersions)
  func last(example: CompatExample) throws {
    let last = try #require(PlatformVersion(example.version))
    let next = try #require(Self.versions.first { $0 > last })
    let rule = try #require(CompatMarks.rule(example.rule))
    #expect(rule.platforms?.through == last)
    #expect(rule.platforms?.contains(next) == false)
    #expect(
      CompatMarks.of(example.rule, example.content, version: "\(last.major).\(last.minor).9")
        == ["1️⃣"])
    #expect(
      CompatMarks.of(example.rule, example.content, version: "\(next.major).\(next.minor)") == [])
  }

  private static let versions =
    (0...3).map { PlatformVersion(1, $0) }
    + (0...10).map { PlatformVersion(8, $0) }

  /// The first and the last version whose configuration has the rule, empty for open ends.
  @Test(
    "run for the versions of the configurations that have them",
    arguments: [
      ("ad-hoc-sub-process", "8.7-"), ("agent-fromai-contract", "8.8-"),
      ("agent-tool-documentation", "8.8-"), ("agent-tool-output-key", "8.8-"),
      ("before-all-execution-listener", "8.10-"), ("called-element", "-"),
      ("cancel-execution-listener", "8.10-"), ("collapsed-subprocess", "-8.3"),
      ("connector-properties", "8.0-"), ("duplicate-execution-listener-headers", "8.10-"),
      ("duplicate-execution-listeners", "8.6-"), ("duplicate-task-headers", "-"),
      ("element-type", "-"), ("error-reference", "-"),
      ("escalation-boundary-event-attached-to-ref", "8.2-"), ("escalation-reference", "8.2-"),
      ("event-based-gateway-target", "-"), ("executable-process", "-"),
      ("execution-listener", "8.6-"), ("history-time-to-live", "7.19-7.24"),
      ("implementation", "-"), ("inclusive-gateway", "8.1-8.5"), ("io-mapping", "-"),
      ("link-event", "8.2-"), ("loop-characteristics", "-"), ("message-reference", "-"),
      ("no-before-all-execution-listener", "8.6-8.9"), ("no-cancel-execution-listener", "-8.9"),
      ("no-interrupting-event-subprocess", "8.7-"), ("no-multiple-none-start-events", "-"),
      ("no-signal-event-sub-process", "8.2-8.2"), ("sequence-flow-condition", "-"),
      ("signal-reference", "8.3-"), ("task-listener", "8.8-"), ("user-task-definition", "-"),
      ("wait-for-completion", "8.5-"), ("zeebe-user-task", "8.6-"),
    ])
  func ranges(name: String, range: String) throws {
    let rule = try #require(CompatMarks.rule(name))
    let ends = range.split(separator: "-", omittingEmptySubsequences: false)
    #expect(rule.platforms?.from == PlatformVersion(String(ends[0])))
    #expect(rule.platforms?.through == PlatformVersion(String(ends[1])))
  }

  @Test("are warnings where the configurations say so")
  func severities() {
    let warnings = LintRule.camundaCompat.filter { $0.severity == .warning }.map(\.name)
    let expected = [
      "agent-tool-documentation", "agent-tool-output-key", "connector-properties",
      "user-task-definition", "zeebe-user-task",
    ]
    for name in expected { #expect(warnings.contains("camunda-compat/" + name)) }
    #expect(CompatMarks.rule("history-time-to-live")?.severity == nil)
  }
}
