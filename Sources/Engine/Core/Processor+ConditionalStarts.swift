import EngineProtocol
import FEEL

// Conditional start events of processes, which a client's request evaluates.

extension Processor {
  /// Starts an instance for each start event of a latest version whose condition is true.
  ///
  /// A condition is evaluated if one of its filter's variables is in the request. Null and a failing
  /// condition are not true.
  mutating func evaluateConditionals(
    _ request: EvaluateConditionalsRequest
  ) throws(EngineError) -> Reply {
    if let key = request.definition, state.definitions[key] == nil {
      throw EngineError(.notFound, "Process definition \(key) does not exist.")
    }
    let variables = FEELContext(request.variables)
    var starts: [(definition: Definition, start: NodeIndex)] = []
    for key in state.newest.values.sorted() where request.definition ?? key == key {
      guard let definition = state.definitions[key] else { continue }
      for start in definition.process.conditionalStarts
      where isMet(definition.process.node(start), variables) {
        starts.append((definition, start))
      }
    }
    let key = newKey()
    emit(.conditionalsEvaluated(key: key))
    var evaluation = ConditionalEvaluation(key: key, started: [])
    for (definition, start) in starts {
      let instance = createInstance(of: definition)
      begin(instance, at: start, with: .merged(request.variables))
      evaluation.started.append(
        ConditionalEvaluation.Started(definitionKey: definition.key, instanceKey: instance))
    }
    return .conditionals(evaluation)
  }

  private func isMet(_ start: Node, _ variables: FEELContext) -> Bool {
    guard case .condition(let condition) = start.trigger,
      condition.names.isEmpty || condition.names.contains(where: { variables[$0] != nil })
    else { return false }
    // A condition that cannot be evaluated is skipped.
    return (try? condition.expression.boolean(variables, in: environment)) ?? false
  }
}
