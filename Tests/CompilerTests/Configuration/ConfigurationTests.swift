import BPMN
import Diagnostics
import Foundation
import Testing
import TestSupport
import Text

@testable import Bundles
@testable import Linting
@testable import LintRules
@testable import ProjectModel
@testable import Webhooks

@Suite("Reading bpmnc.yaml")
struct ConfigurationTests {
  private func read(_ text: String) -> (configuration: Configuration, diagnostics: [Diagnostic]) {
    Configuration.read(SourceText(path: "bpmnc.yaml", text: text))
  }

  @Test("Everything that it may say is read")
  func everything() throws {
    let (configuration, diagnostics) = read(
      """
      version: 1
      platform: 8.10
      templates: [templates, ../shared]
      fail-on: warning
      rules:
        label-required: off
        standard-size: [warn, {"bpmn:Task": null}]
        connector/*: {severity: info}
        no-bpmndi: {options: {a: 1}}
      overrides:
        - files: legacy/**
          platform: "8.6"
          rules: {no-bpmndi: error}
      external:
        processes: [billing]
        forms: [a, b]
      """)
    #expect(diagnostics.isEmpty)
    #expect(configuration.platform == PlatformVersion(8, 10))
    #expect(configuration.templates == ["templates", "../shared"])
    #expect(configuration.failOn == .warning)
    #expect(configuration.rules.map(\.setting.severity) == [nil, .warning, .info, nil])
    #expect(configuration.rules.map(\.setting.setsSeverity) == [true, true, true, false])
    #expect(configuration.overrides.first?.platform == PlatformVersion(8, 6))
    #expect(configuration.external.processes == ["billing"])
    #expect(configuration.external.forms == ["a", "b"])
  }

  @Test(
    "What is wrong is a finding at its place, with what was probably meant",
    arguments: [
      ("1️⃣platfrom: 8.9", "Did you mean 'platform'?"),
      ("platform: 1️⃣newest", "Known versions: 1.0 to 1.3 and 8.0 to 8.10."),
      ("platform: 1️⃣8.11", "Known versions: 1.0 to 1.3 and 8.0 to 8.10."),
      ("version: 1️⃣2", nil),
      ("fail-on: 1️⃣eror", "Did you mean 'error'?"),
      ("rules:\n  1️⃣lable-required: off", "Did you mean 'label-required'?"),
      ("rules:\n  1️⃣nothing/*: off", "'bpmnc explain' lists all rules."),
      ("rules:\n  label-required: 1️⃣fatal", "It must be one of off, info, warning, warn, error."),
      ("rules: 1️⃣[label-required]", nil),
      ("overrides:\n  - 1️⃣rules: {label-required: off}", nil),
      ("overrides: 1️⃣all", nil),
      ("overrides:\n  - 1️⃣files: []\n    rules: {label-required: off}", nil),
      (
        "overrides:\n  - files: 1️⃣[../x]",
        "Write a pattern as in .gitignore, relative to the folder of this file."
      ),
      ("exclude: 1️⃣'# old'", nil), ("include: 1️⃣[/, a]", nil), ("exclude: 1️⃣['!']", nil),
      ("templates: 1️⃣{a: b}", nil),
      ("external:\n  1️⃣process: [a]", "Did you mean 'processes'?"),
      ("a: [1️⃣", nil),
    ])
  func faults(marked: String, help: String?) {
    let text = MarkedText(marked)
    let diagnostics = read(text.text).diagnostics
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.rule == "project/configuration")
    #expect(diagnostics.first?.location.range.lowerBound == text.offset("1️⃣"))
    if let help { #expect(diagnostics.first?.help == help) }
  }

  @Test("Overrides match like .gitignore: a folder includes its files, and the last match decides")
  func folders() throws {
    let overrides = read(
      """
      overrides:
        - files: [legacy/, "*.old.bpmn", "!keep.old.bpmn"]
          rules: {label-required: off}
      """
    ).configuration.overrides
    let files = try #require(overrides.first?.files)
    for path in ["legacy/a.bpmn", "x/legacy/y/a.bpmn", "x/a.old.bpmn"] {
      #expect(files.matches(file: path), "\(path)")
    }
    for path in ["a.bpmn", "legacy.bpmn", "x/keep.old.bpmn"] {
      #expect(!files.matches(file: path), "\(path)")
    }
  }

  @Test("The documentation's examples are read, and their own examples pass")
  func documentation() throws {
    let page = try String(
      contentsOf: Cases.packageFolder.appending(path: "docs/configuration.md"), encoding: .utf8)
    let blocks = page.components(separatedBy: "```yaml\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
    #expect(blocks.count == 2)
    for block in blocks {
      let (configuration, diagnostics) = read(block)
      #expect(diagnostics.map(\.message) == [])
      #expect(configuration.testRules().map(\.message) == [])
    }
  }

  @Test("An empty file says nothing")
  func empty() {
    let (configuration, diagnostics) = read("")
    #expect(diagnostics.isEmpty)
    #expect(configuration.rules.isEmpty)
  }
}
