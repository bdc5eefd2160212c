/// Finds what is wrong with expressions that can be read, without evaluating them.
public enum FEELChecker {
  /// The findings, in the order of the text.
  ///
  /// - Parameters:
  ///   - environment: the variables, as far as they are known.
  ///   - version: the Camunda version that functions must exist in; nil for the newest.
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
