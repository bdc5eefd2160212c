import Diagnostics
import JSON

/// Problems that the official schema accepts although the template will not work as intended.
///
/// These are warnings: they never make a template invalid.
enum TemplateLint {
  static func warnings(in file: TemplateFile) -> [Diagnostic] {
    guard let root = file.root else { return [] }
    var result: [Diagnostic] = []
    func run(_ name: String, _ check: (inout SchemaReport) -> Void) {
      var report = SchemaReport()
      check(&report)
      result += report.faults.map {
        $0.diagnostic(rule: name, severity: .warning, root: root, source: file.source)
      }
    }
    for json in file.candidates {
      run("template/unknown-key") { UnknownKey.check(json, &$0) }
      run("template/schema-reference") { SchemaReferenceRule.check(json, &$0) }
    }
    for template in file.templates {
      for (name, check) in rules { run(name) { check(template, &$0) } }
    }
    return result
  }

  private typealias Check = @Sendable (ElementTemplate, inout SchemaReport) -> Void

  private static let rules: [(name: String, check: Check)] = [
    ("template/target", TargetRule.check),
    ("template/event-definition", EventDefinitionRule.check),
    ("template/placement", PlacementRule.check),
    ("template/engine-range", EngineRangeRule.check),
    ("template/icon", IconRule.check),
    ("template/negative-version", NegativeVersion.check),
    ("template/group", GroupRule.check),
    ("template/duplicate-id", DuplicateID.check),
    ("template/preset", PresetRule.check),
    ("template/condition-property", ConditionProperty.check),
    ("template/condition-value", ConditionValue.check),
    ("template/condition-cycle", ConditionCycle.check),
    ("template/default-value", DefaultValue.check),
    ("template/invalid-pattern", InvalidPattern.check),
    ("template/length-range", LengthRange.check),
    ("template/duplicate-binding", DuplicateBinding.check),
    ("template/empty-binding", EmptyBinding.check),
    ("template/configuration", ConfigurationMembers.check),
    ("template/feel", TemplateFEEL.check),
    ("template/outdated-form", OutdatedForm.check),
  ]
}

extension TemplateProperty {
  /// The name of a property in findings about the template itself.
  var numberedTitle: String {
    "property \(index + 1)" + (label.map { " \"\($0)\"" } ?? "")
  }
}
