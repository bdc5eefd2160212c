public import Linting

extension RuleDocumentation {
  /// Every documented rule, by name.
  public static let all: [RuleDocumentation] = {
    let rules = Dictionary(
      LintRule.all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return ruleDocumentationBlocks.map {
      RuleDocumentation(name: $0.name, block: $0.text, rule: rules[$0.name])
    }
  }()

  /// The names of all rules, which a configuration may set.
  public static let names: [String] = ruleDocumentationBlocks.map(\.name)

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The documentation of one rule; nil for a name that no rule has.
  public static func named(_ name: String) -> RuleDocumentation? { byName[name] }
}
