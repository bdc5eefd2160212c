/// Names of rules and patterns for them, in configurations and options.
public enum RuleNames {
  /// Whether a rule has this name, or a name with this prefix if the pattern ends in `*`.
  public static func matches(_ rule: String, _ pattern: String) -> Bool {
    pattern == rule || pattern.hasSuffix("*") && rule.hasPrefix(pattern.dropLast())
  }
}
