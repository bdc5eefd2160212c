/// Finds problems in expressions that can be parsed, without evaluating them.
public enum FEELChecker {
  /// The findings, in document order.
  ///
  /// - Parameters:
  /// - environment: the known variables.
  /// - version: the Camunda version that must have the functions; nil for the newest.
  public static func check(
    _ expression: FEELExpression, against environment: FEELTypeEnvironment,
    version: CamundaVersion? = nil
  ) -> [FEELFinding] {
    var walk = TypeWalk(
      dialect: expression.dialect, functions: expression.functions, environment: environment,
      version: version,
      checkedNames: environment.isOpen ? [] : expression.variablesCheckedForNull)
    _ = walk.type(of: expression.tree)
    let notes = expression.notes.map {
      FEELFinding(.camundaReadsDifferently, $0.message, $0.range)
    }
    return (walk.findings + notes).sorted {
      ($0.range.lowerBound, $0.message) < ($1.range.lowerBound, $1.message)
    }
  }
}
