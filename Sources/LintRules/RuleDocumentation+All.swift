public import Linting

extension RuleDocumentation {
  /// All documented rules, by name.
  public static let all: [RuleDocumentation] = {
    let rules = Dictionary(
      uniqueKeysWithValues: LintRule.all.flatMap { rule in rule.names.map { ($0, rule) } })
    return ruleDocumentationBlocks.map {
      RuleDocumentation(name: $0.name, block: $0.text, rule: rules[$0.name])
    }
  }()

  /// The names of all rules that can be configured.
  public static let names: [String] = ruleDocumentationBlocks.map(\.name)

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The documentation of a rule; nil if the name is unknown.
  public static func named(_ name: String) -> RuleDocumentation? { byName[name] }
}
