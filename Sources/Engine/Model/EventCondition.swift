/// The condition of a conditional event, and the changes of variables after which it is evaluated.
struct EventCondition: Sendable {
  enum Change: String, Sendable {
    case create, update
  }

  let expression: ProcessExpression
  /// The variables of the filter; without one, those of the expression.
  let names: Set<String>
  let changes: Set<Change>

  /// Whether a change of a variable is one after which the condition is evaluated.
  func concerns(_ name: String, _ change: Change) -> Bool {
    names.contains(name) && changes.contains(change)
  }
}
