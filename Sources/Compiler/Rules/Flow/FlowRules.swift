extension LintRule {
  /// Rules on the ways that tokens take through a diagram.
  static let flow: [LintRule] = [
    .constantCondition, .deadlock, .endlessLoop, .multipleJoin, .stuckJoin, .unreachable,
    .variableUnwritten,
  ]
}
