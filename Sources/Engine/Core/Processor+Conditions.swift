import BPMN
import EngineProtocol
import FEEL

// Conditional events: evaluated when they start to wait, and after changes of variables.

extension Processor {
  /// The variables of a scope that were set together.
  struct VariableChange {
    var scope: EngineKey
    var names: [(name: String, change: EventCondition.Change)]
  }

  /// A conditional event that occurs as soon as its condition is found to be true.
  mutating func openCondition(for node: NodeIndex, on element: EngineKey) {
    let key = newKey()
    emit(.conditionAwaited(key: key, element: element, node: node))
    if let wait = state.eventWaits[key], isMet(wait) { enqueue(.meetCondition(wait: key)) }
  }

  /// Evaluates the conditions that changes of variables concern: those of the changed scope and of
  /// all scopes in it, outermost first. Those that are true occur in a following step, unless their
  /// element ends before.
  ///
  /// After an interrupting event, the remaining ones of its scope are skipped.
  mutating func checkConditions(after changes: [VariableChange]) {
    var concerned: Set<EngineKey> = []
    for change in changes {
      for key in state.conditionWaits[change.scope] ?? SortedSet() {
        guard let wait = state.eventWaits[key], let condition = condition(of: wait),
          change.names.contains(where: { condition.concerns($0.name, $0.change) })
        else { continue }
        concerned.insert(key)
      }
    }
    guard !concerned.isEmpty else { return }
    let ordered = concerned.map { key in
      (depth: state.scopes(around: state.eventWaits[key]?.element ?? 0).count, key: key)
    }.sorted { ($0.depth, $0.key) < ($1.depth, $1.key) }
    var interrupted: Set<EngineKey> = []
    for (_, key) in ordered {
      guard let wait = state.eventWaits[key], isMet(wait),
        !state.scopes(around: wait.element).contains(where: interrupted.contains)
      else { continue }
      enqueue(.meetCondition(wait: key))
      if event(of: wait)?.isInterrupting == true { interrupted.insert(wait.element) }
    }
  }

  /// A condition was true: its event occurs, if its element still waits for it.
  mutating func meetCondition(_ key: EngineKey) {
    guard let wait = state.eventWaits[key] else { return }
    react(wait.element, wait.node, to: .none)
  }

  /// Whether a condition is true now. One that is null or cannot be evaluated is not.
  private func isMet(_ wait: EventWaitState) -> Bool {
    guard let expression = condition(of: wait)?.expression else { return false }
    let variables = visibleVariables(of: wait.element, for: expression)
    return (try? expression.boolean(variables, in: environment)) ?? false
  }

  private func condition(of wait: EventWaitState) -> EventCondition? {
    guard case .condition(let condition) = event(of: wait)?.trigger else { return nil }
    return condition
  }

  private func event(of wait: EventWaitState) -> Node? {
    state.elements.place(of: wait.element).map { state.elements.process(at: $0).node(wait.node) }
  }
}
