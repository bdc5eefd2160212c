import Diagnostics
import Linting
import LintRules
import ProjectModel

extension Configuration {
  /// A `bpmnc.yaml` that may set all rules of bpmnc.
  static func read(
    _ source: SourceText
  ) -> (configuration: Configuration, diagnostics: [Diagnostic]) {
    read(source, rules: RuleDocumentation.names)
  }
}

extension BPMNLintConfiguration {
  /// A `.bpmnlintrc` that may set all rules of bpmnlint and its Camunda plugin.
  static func read(
    _ source: SourceText
  ) -> (configuration: BPMNLintConfiguration, diagnostics: [Diagnostic]) {
    read(source, rules: LintRule.all)
  }
}
