import EngineProtocol

// Modifications of a running instance.

extension Processor {
  mutating func change(
    instance key: EngineKey, _ command: InstanceCommand
  ) throws(EngineError) -> Reply {
    guard let place = state.elements.place(of: key), state.elements[place].scope == 0 else {
      throw EngineError(.notFound, "Process instance \(key) does not exist or has ended.")
    }
    startCounting(key)
    switch command {
    case .modify(let modification):
      try atomically { (processor) throws(EngineError) in
        try processor.modify(key, modification)
      }
    case .assignBusinessID(let id): try assign(businessID: id, to: key)
    }
    return .done
  }

  private mutating func modify(
    _ instance: EngineKey, _ modification: InstanceModification
  ) throws(EngineError) {
    guard let place = state.elements.place(of: instance) else { return }
    let isCalled = state.elements[place].caller != nil
    let process = state.elements.process(at: place)
    var (activations, doomed) = try plan(modification.moves, in: instance, process)
    for activation in modification.activations {
      activations.append(try plan(activation, in: process))
    }
    for selection in modification.terminations { doomed += try select(selection, in: instance) }
    try check(activations, against: doomed)

    var needed: Set<EngineKey> = []
    for activation in activations {
      needed.formUnion(
        try activate(
          activation.node, of: instance, in: activation.ancestor, activation.variables))
    }
    for key in doomed { terminateWithEmptyScopes(key, keeping: needed) }
    if isCalled, state.elements.place(of: instance) == nil {
      throw EngineError(
        .invalidArgument,
        "This would end process instance \(instance), which a call activity waits for: modify the "
          + "calling instance instead.")
    }
  }

  /// A checked activation.
  private struct PlannedActivation {
    let node: Node
    let ancestor: EngineKey?
    let variables: ScopedVariables
  }

  private func plan(
    _ activation: InstanceModification.Activation, in process: ExecutableProcess
  ) throws(EngineError) -> PlannedActivation {
    let node = try process.activatable(activation.elementID)
    var variables: ScopedVariables = []
    for instruction in activation.variables {
      variables.append(
        (try process.scope(instruction.scopeID, of: node), Variables(instruction.variables)))
    }
    return PlannedActivation(node: node, ancestor: activation.ancestor, variables: variables)
  }

  /// The activations and terminations that moves consist of.
  private func plan(
    _ moves: [InstanceModification.Move], in instance: EngineKey, _ process: ExecutableProcess
  ) throws(EngineError) -> (activations: [PlannedActivation], sources: [EngineKey]) {
    var activations: [PlannedActivation] = []
    var sources: [EngineKey] = []
    for move in moves {
      let target = try process.activatable(move.targetID)
      for source in try select(move.source, in: instance) {
        guard !sources.contains(source) else {
          throw EngineError(
            .invalidArgument, "The element instance \(source) is moved more than once.")
        }
        sources.append(source)
        let ancestor: EngineKey? =
          switch move.ancestor {
          case .direct(let key): key
          case .inferred: commonScope(of: source, and: target, in: process)
          case .sourceParent: state.elements[source]?.scope
          }
        let activation = InstanceModification.Activation(
          move.targetID, ancestor: ancestor, variables: move.variables)
        activations.append(try plan(activation, in: process))
      }
    }
    return (activations, sources)
  }

  /// The innermost scope around an element instance whose element is also around another.
  private func commonScope(
    of source: EngineKey, and target: Node, in process: ExecutableProcess
  ) -> EngineKey? {
    let around = Set(process.scopes(around: target).map(\.index))
    return state.scopes(around: source).dropFirst().first { key in
      state.elements[key].map { around.contains($0.node) } ?? false
    }
  }

  /// - Throws: `.invalidArgument` if nothing is selected.
  private func select(
    _ selection: InstanceModification.ElementSelection, in instance: EngineKey
  ) throws(EngineError) -> [EngineKey] {
    switch selection {
    case .key(let key):
      guard state.elements[key]?.instance == instance else {
        throw EngineError(
          .invalidArgument,
          "Element instance \(key) is not active in process instance \(instance).")
      }
      return [key]
    case .id(let id):
      guard let place = state.elements.place(of: instance) else { return [] }
      let node = try state.elements.process(at: place).element(id)
      let found = elements(of: node.index, in: instance)
      guard !found.isEmpty else {
        throw EngineError(
          .invalidArgument, "'\(id)' is not active in process instance \(instance).")
      }
      return found
    }
  }

  /// - Throws: `.invalidArgument` for an ancestor that is terminated in the same command.
  private func check(
    _ activations: [PlannedActivation], against doomed: [EngineKey]
  ) throws(EngineError) {
    let doomed = Set(doomed)
    for activation in activations {
      guard let ancestor = activation.ancestor else { continue }
      guard state.scopes(around: ancestor).allSatisfy({ !doomed.contains($0) }) else {
        throw EngineError(
          .invalidArgument,
          "'\(activation.node.id)' cannot be activated in \(ancestor), which is terminated in the "
            + "same command.")
      }
    }
  }

  /// Terminates an element without its listeners, and the scopes around it that are empty then.
  private mutating func terminateWithEmptyScopes(_ key: EngineKey, keeping needed: Set<EngineKey>) {
    var next = key
    while let place = state.elements.place(of: next) {
      let scope = state.elements[place].scope
      terminate(next, isSilent: true)
      guard scope != 0, !needed.contains(scope), let around = state.elements.place(of: scope),
        isEmpty(around)
      else { return }
      next = scope
    }
  }
}
