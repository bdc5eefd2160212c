import BPMN
import Diagnostics
import Testing

@testable import Linting
@testable import LintRules
@testable import ProjectModel

@Suite("Which rules run, and how")
struct LintSettingsTests {
  private func settings(_ yaml: String = "", bpmnlint: String? = nil) -> LintSettings {
    var settings = LintSettings()
    settings.configuration =
      Configuration.read(SourceText(path: "bpmnc.yaml", text: yaml))
      .configuration
    settings.bpmnlint = bpmnlint.map {
      BPMNLintConfiguration.read(SourceText(path: ".bpmnlintrc", text: $0)).configuration
    }
    return settings
  }

  private func severity(
    _ rule: String, _ settings: LintSettings, path: String = "a.bpmn"
  ) -> Diagnostic.Severity? {
    settings.file(path).run(of: rule, severity: .warning)?.severity
  }

  @Test("An exact name wins over a pattern, a longer pattern over a shorter one")
  func patterns() {
    let settings = settings(
      "rules: {deploy/message: error, deploy/*: off, '*': info, connector/*: error}")
    #expect(severity("deploy/message", settings) == .error)
    #expect(severity("deploy/timer", settings) == nil)
    #expect(severity("connector/twilio-sid", settings) == .error)
    #expect(severity("label-required", settings) == .info)
  }

  @Test("Overrides count for their files, the last one that fits most")
  func overrides() {
    var settings = settings(
      """
      rules: {label-required: error}
      overrides:
        - {files: ["legacy/**"], rules: {label-required: off}}
        - {files: ["new.bpmn"], rules: {label-required: info}}
      """)
    #expect(severity("label-required", settings) == .error)
    #expect(severity("label-required", settings, path: "legacy/a.bpmn") == nil)
    #expect(severity("label-required", settings, path: "legacy/new.bpmn") == .info)
    settings.configurationPaths["/home/x/legacy/a.bpmn"] = "legacy/a.bpmn"
    #expect(severity("label-required", settings, path: "/home/x/legacy/a.bpmn") == nil)
  }

  @Test("A .bpmnlintrc decides about bpmnlint's rules and leaves ours alone")
  func bpmnlint() {
    var settings = settings(bpmnlint: #"{"rules": {"label-required": "error"}}"#)
    #expect(severity("label-required", settings) == .error)
    #expect(severity("no-bpmndi", settings) == nil)
    #expect(severity("camunda-compat/timer", settings) == nil)
    #expect(severity("deploy/message", settings) == .warning)
    settings.isExact = true
    #expect(severity("deploy/message", settings) == nil)
  }

  @Test("A .bpmnlintrc that is nearer to a file wins over bpmnc.yaml there")
  func nearer() {
    var settings = settings("rules: {label-required: error, no-bpmndi: error, deploy/*: error}")
    var nested = BPMNLintConfiguration.read(
      SourceText(path: "a/.bpmnlintrc", text: #"{"rules": {"label-required": "info"}}"#)
    ).configuration
    nested.overridesConfiguration = true
    settings.nestedBPMNLint["a/b.bpmn"] = nested
    #expect(severity("label-required", settings) == .error)
    #expect(severity("label-required", settings, path: "a/b.bpmn") == .info)
    #expect(severity("no-bpmndi", settings, path: "a/b.bpmn") == nil)
    #expect(severity("deploy/message", settings, path: "a/b.bpmn") == .error)
  }

  @Test("bpmnc.yaml wins over .bpmnlintrc")
  func both() {
    let settings = settings(
      "rules: {label-required: info}", bpmnlint: #"{"extends": "bpmnlint:recommended"}"#)
    #expect(severity("label-required", settings) == .info)
    #expect(severity("no-bpmndi", settings) == .error)
  }

  @Test("The platform: command line, file, override, configuration, newest")
  func platform() throws {
    func model(_ version: String?) throws -> BPMNModel {
      let attributes =
        version.map {
          #" xmlns:modeler="http://camunda.org/schema/modeler/1.0""#
            + #" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="\#($0)""#
        } ?? ""
      let text = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"\(attributes)/>
        """
      return try #require(BPMNFile(parsing: Array(text.utf8), path: "a.bpmn").model)
    }
    var settings = settings(
      "{platform: 8.7, overrides: [{files: [legacy/*], platform: 8.5}]}")
    let silent = try model(nil)
    #expect(settings.file("a.bpmn").platform(of: silent) == PlatformVersion(8, 7))
    #expect(settings.file("legacy/a.bpmn").platform(of: silent) == PlatformVersion(8, 5))
    #expect(
      settings.file("legacy/a.bpmn").platform(of: try model("8.9.0")) == PlatformVersion(8, 9))
    settings.platform = PlatformVersion(8, 6)
    #expect(settings.file("a.bpmn").platform(of: try model("8.9.0")) == PlatformVersion(8, 6))
    let none = self.settings()
    #expect(none.file("a.bpmn").platform(of: silent) == PlatformVersion.newest)
    #expect(!none.file("a.bpmn").declaresPlatform(of: silent))
  }
}
