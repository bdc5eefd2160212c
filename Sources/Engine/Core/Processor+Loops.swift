import BPMN
import EngineProtocol
import FEEL
import JSON

// Multi-instance loops.

extension Processor {
  /// The events that an element listens for. In a loop, the body has the boundary events, and each
  /// instance has the start events of event sub-processes.
  func events(of element: ElementTable.Place) -> [Node] {
    let node = state.elements.node(at: element)
    guard !node.events.isEmpty else { return [] }
    let events = node.events.map(state.elements.process(at: element).node)
    guard node.loop != nil else { return events }
    let isBody = state.elements[element].loopCounter == nil
    return events.filter { ($0.type == .boundaryEvent) == isBody }
  }

  /// Starts the body: with all instances at once, or with the first.
  mutating func startLoop(_ loop: Loop, _ key: EngineKey) throws(Failure) {
    let items = try items(of: loop, on: key)
    let count = items.count
    let waits = try prepareEvents(on: key)
    emit(.loopStarted(key: key, items: items.map(\.json)))
    if let output = loop.output {
      let empty = JSONValue.array(Array(repeating: .null, count: count))
      setVariables(Variables(JSONObject([(output.name, empty)])), in: key)
    }
    for (node, wait) in waits { open(wait, for: node, on: key) }
    emit(.activated(key: key))
    if count == 0 { enqueue(.complete(key)) }
    for _ in 0..<(loop.isSequential ? min(1, count) : count) { enqueue(.iterate(key)) }
  }

  private func items(
    of loop: Loop, on key: EngineKey
  ) throws(Failure) -> [FEELValue] {
    let value = try loop.items.evaluate(
      visibleVariables(of: key, for: loop.items), in: environment)
    guard case .list(let items) = value else { throw loop.items.mismatch(value, "a list") }
    return items
  }

  /// Starts the next instance of a loop.
  mutating func iterate(_ key: EngineKey) {
    guard let body = state.elements.place(of: key), let progress = state.elements[body].loop,
      progress.started < progress.count, state.elements[body].held.isEmpty
    else { return }
    // In a parallel loop, all instances exist before the first one starts its work.
    if let instance = create(state.elements[body].node, in: key, consuming: []) {
      enqueue(.activate(instance))
    }
  }

  /// Sets an instance's item.
  mutating func takeItem(_ loop: Loop, _ key: EngineKey, number: Int) throws(Failure) {
    guard let body = state.elements.scope(of: key), let progress = state.elements[body].loop
    else { return }
    var items = progress.items ?? []
    if progress.items == nil {
      items = try self.items(of: loop, on: key).map(\.json)
    }
    guard number <= items.count else {
      throw Failure(
        .extractValue,
        "The loop's list now has \(items.count) items, but item \(number) is needed.")
    }
    var variables = JSONObject([("loopCounter", JSONValue(number))])
    if let name = loop.itemName { variables[name] = items[number - 1] }
    if let local = loop.output?.local { variables[local] = .null }
    setVariables(Variables(variables), in: key)
  }

  /// Collects an instance's result, and returns whether the loop is complete.
  mutating func collect(_ loop: Loop, _ key: EngineKey) throws(Failure) -> Bool {
    let place = state.elements.place(of: key)
    guard let place, let number = state.elements[place].loopCounter,
      let body = state.elements.scope(of: place), let progress = state.elements[body].loop
    else { return false }
    if let output = loop.output {
      let value = try output.element.evaluate(
        visibleVariables(of: key, for: output.element), in: environment)
      guard number <= state.elements[body].resultCount(in: output.name) else {
        throw Failure(
          .extractValue,
          "'\(output.name)' was overwritten: it is no longer a list with room for result \(number)."
        )
      }
      emit(
        .loopResultSet(
          scope: state.elements[body].key, variable: output.name, number: number, value: value.json)
      )
      if !state.conditionWaits.isEmpty {
        checkConditions(
          after: [
            VariableChange(scope: state.elements[body].key, names: [(output.name, .update)])
          ])
      }
    }
    guard let completion = loop.completion else { return false }
    var variables = visibleVariables(of: key, for: completion)
    let counts = [
      ("numberOfInstances", progress.started),
      ("numberOfActiveInstances", state.elements.childCount(of: body) - 1),
      ("numberOfCompletedInstances", progress.completed + 1),
      ("numberOfTerminatedInstances", 0),
    ]
    for (name, count) in counts { variables[name] = FEELValue(JSONValue(count)) }
    return try completion.boolean(variables, in: environment)
  }

  /// An instance has completed: completes the loop or continues it.
  mutating func continueLoop(_ loop: Loop, _ key: EngineKey, isOver: Bool) {
    guard let body = state.elements.place(of: key), let progress = state.elements[body].loop
    else { return }
    if isOver || state.elements.childCount(of: body) == 0 && progress.started >= progress.count {
      for child in state.elements.children(of: body) { terminate(child) }
      // At once: no further instance may start.
      perform(.complete(key), afterContentsOf: key)
    } else if loop.isSequential {
      enqueue(.iterate(key))
    }
  }

  /// Propagates the collected results out of the body.
  mutating func propagateOutput(_ loop: Loop, _ key: EngineKey) {
    guard let output = loop.output, let body = state.elements.place(of: key),
      let value = state.elements[body].variables[output.name]
    else { return }
    merge(Variables(output.name, storing: value), from: state.elements[body].scope)
  }
}

extension ElementState {
  /// For how many results a loop's output collection has room; 0 if it is not a list any more.
  ///
  /// Does not keep the list, which is then changed in place.
  fileprivate func resultCount(in variable: String) -> Int {
    if case .list(let results)? = variables[variable] { results.count } else { 0 }
  }
}
