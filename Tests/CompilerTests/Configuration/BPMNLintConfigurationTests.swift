import Diagnostics
import JSON
import Testing
import TestSupport

@testable import Bundles
@testable import Linting
@testable import LintRules
@testable import ProjectModel
@testable import Webhooks

@Suite("Reading .bpmnlintrc")
struct BPMNLintConfigurationTests {
  private func read(
    _ text: String
  ) -> (rules: [String: RuleSetting], diagnostics: [Diagnostic]) {
    let read = BPMNLintConfiguration.read(SourceText(path: ".bpmnlintrc", text: text))
    return (read.configuration.rules, read.diagnostics)
  }

  @Test("Sets: recommended, correctness, all")
  func sets() {
    #expect(read(#"{"extends": "bpmnlint:recommended"}"#).rules["fake-join"]?.severity == .warning)
    #expect(read(#"{"extends": "bpmnlint:recommended"}"#).rules["standard-size"] == nil)
    #expect(read(#"{"extends": "bpmnlint:correctness"}"#).rules.count == 8)
    #expect(read(#"{"extends": ["bpmnlint:all"]}"#).rules.count == 27)
  }

  @Test("A set of the Camunda plugin holds the rules of its version, with it as their option")
  func compatSets() {
    let rules = read(#"{"extends": "plugin:camunda-compat/camunda-cloud-8-5"}"#).rules
    #expect(rules["camunda-compat/no-version-tag"]?.options["version"]?.string == "8.5")
    #expect(rules["camunda-compat/user-task-definition"]?.severity == .warning)
    #expect(rules["start-event-required"]?.severity == .error)
    let newer = read(#"{"extends": "plugin:camunda-compat/camunda-cloud-8-10"}"#).rules
    #expect(newer["camunda-compat/no-version-tag"] == nil)
  }

  @Test("Later sets win over earlier ones, rules over sets")
  func precedence() {
    let rules = read(
      """
      {"extends": ["bpmnlint:recommended", "bpmnlint:all"],
       "rules": {"bpmnlint/fake-join": 0, "global": "info", "label-required": ["warn", {"x": 1}]}}
      """
    ).rules
    #expect(rules["fake-join"]?.severity == nil)
    #expect(rules["no-inclusive-gateway"]?.severity == .error)
    #expect(rules["global"]?.severity == .info)
    #expect(rules["label-required"]?.options["x"]?.int == 1)
  }

  @Test("Severities as numbers: off, warn, error, info")
  func numbers() {
    let rules = read(#"{"rules": {"global": 1, "fake-join": 2, "link-event": 3, "no-bpmndi": 0}}"#)
      .rules
    #expect(rules["global"]?.severity == .warning)
    #expect(rules["fake-join"]?.severity == .error)
    #expect(rules["link-event"]?.severity == .info)
    #expect(rules["no-bpmndi"] != nil && rules["no-bpmndi"]?.severity == nil)
  }

  @Test("bpmnc's own rules can be set, whatever they check and whichever of its names a rule has")
  func ownRules() {
    let read = read(
      #"{"rules": {"flow/deadlock": "off", "webhook/missing-path": "warn", "feel/types": 3}}"#)
    #expect(read.diagnostics.isEmpty)
    #expect(
      read.rules.mapValues(\.severity)
        == ["flow/deadlock": nil, "webhook/missing-path": .warning, "feel/types": .info])
  }

  @Test("A plugin in JavaScript is named in a warning, each of its rules too")
  func unknownPlugins() {
    let text = MarkedText(
      #"{"extends": [1️⃣"plugin:acme/all"], "rules": {2️⃣"acme/no-tea": "error"}}"#)
    let diagnostics = read(text.text).diagnostics
    #expect(diagnostics.map(\.severity) == [.warning, .warning])
    #expect(diagnostics[0].location.range.lowerBound == text.offset("1️⃣"))
    #expect(diagnostics[1].message.contains("acme/no-tea"))
    #expect(diagnostics[1].location.range.lowerBound == text.offset("2️⃣"))
  }

  @Test(
    "Typos are errors",
    arguments: [
      (#"{1️⃣"extnds": "bpmnlint:all"}"#, "Did you mean 'extends'?"),
      (
        #"{"extends": 1️⃣"plugin:camunda-compat/camunda-cloud-9-9"}"#,
        "Did you mean 'plugin:camunda-compat/camunda-cloud-8-9'?"
      ),
      (#"{"extends": 1️⃣"bpmnlint:recomended"}"#, "Did you mean 'bpmnlint:recommended'?"),
      (#"{"rules": {1️⃣"lable-required": "error"}}"#, "Did you mean 'label-required'?"),
      (#"{"rules": {"label-required": 1️⃣"eror"}}"#, "Did you mean 'error'?"),
      (#"{"rules": 1️⃣}"#, "The name of a bpmnc configuration ends in .yaml."),
    ])
  func typos(marked: String, help: String) {
    let text = MarkedText(marked)
    let diagnostics = read(text.text).diagnostics
    #expect(diagnostics.map(\.severity) == [.error])
    #expect(diagnostics.first?.location.range.lowerBound == text.offset("1️⃣"))
    #expect(diagnostics.first?.help == help)
  }
}
