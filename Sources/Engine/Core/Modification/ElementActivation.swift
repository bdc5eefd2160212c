import BPMN
import EngineProtocol

// Activating elements in the middle of a process: start instructions and modifications.

extension ExecutableProcess {
  /// The element with an id, if it can be activated without a token.
  /// - Throws: `.invalidArgument` for an unknown id and for what only a token or an event reaches.
  func activatable(_ id: String) throws(EngineError) -> Node {
    let node = try element(id)
    let problem: String? =
      switch node.type {
      case .startEvent: "a start event"
      case .boundaryEvent: "a boundary event"
      case _ where isAfterEventBasedGateway(node): "an event after an event-based gateway"
      default: nil
      }
    if let problem {
      throw EngineError(
        .invalidArgument, "Cannot activate '\(id)': it is \(problem). Choose another element.")
    }
    return node
  }

  /// The element with an id; not the process itself.
  /// - Throws: `.invalidArgument` for any other id.
  func element(_ id: String) throws(EngineError) -> Node {
    if let node = nodes.dropFirst().first(where: { $0.id == id }) { return node }
    let problem =
      if id == self.id {
        "is the process itself"
      } else if flows.contains(where: { $0.id == id }) {
        "is a sequence flow"
      } else {
        "does not exist in process '\(self.id)'"
      }
    throw EngineError(.invalidArgument, "'\(id)' \(problem). Use the id of one of its elements.")
  }

  private func isAfterEventBasedGateway(_ node: Node) -> Bool {
    nodes.contains { $0.type == .eventBasedGateway && $0.events.contains(node.index) }
  }

  /// The scopes around an element, innermost first; the last one is the process.
  func scopes(around node: Node) -> [Node] {
    guard node.index != Self.root else { return [] }
    var scopes: [Node] = []
    var index = node.scope
    while index != Self.root {
      scopes.append(self.node(index))
      index = self.node(index).scope
    }
    return scopes + [self.node(Self.root)]
  }

  /// The scope that variables are for.
  /// - Parameter id: the element or a scope around it; empty for the process.
  func scope(_ id: String, of node: Node) throws(EngineError) -> NodeIndex {
    if id.isEmpty { return Self.root }
    if let scope = ([node] + scopes(around: node)).first(where: { $0.id == id }) {
      return scope.index
    }
    throw EngineError(
      .invalidArgument,
      "Cannot set variables in '\(id)': it is neither '\(node.id)' nor a scope around it.")
  }
}

extension Processor {
  /// Variables of an element or of a scope around it.
  typealias ScopedVariables = [(scope: NodeIndex, variables: Variables)]

  /// Activates an element, after the scopes around it that do not exist. Those do not run their
  /// start events, input mappings and listeners, but listen for events.
  /// - Parameter ancestor: the scope to activate it in; nil for the only one, if there is one.
  /// - Returns: the element and the scopes around it.
  /// - Throws: `.invalidArgument` for a scope that cannot be chosen or created.
  @discardableResult
  mutating func activate(
    _ node: Node, of instance: EngineKey, in ancestor: EngineKey? = nil,
    _ variables: ScopedVariables = []
  ) throws(EngineError) -> [EngineKey] {
    guard let place = state.elements.place(of: instance) else { return [] }
    let process = state.elements.process(at: place)
    var (scope, missing) =
      if let ancestor {
        try scope(ancestor, for: node, of: instance)
      } else {
        try onlyScope(for: node, of: instance)
      }
    for key in state.scopes(around: scope) {
      guard let index = state.elements[key]?.node else { continue }
      for (scope, variables) in variables where scope == index { setVariables(variables, in: key) }
    }
    for index in missing {
      scope = try openScope(process.node(index), in: scope, variables)
    }
    guard let key = create(node.index, in: scope, consuming: []) else {
      throw .inactiveScope(scope, for: node)
    }
    for (scope, variables) in variables where scope == node.index {
      setVariables(variables, in: key)
    }
    if let start = process.eventSubProcessStart(of: node) {
      enter(key, at: start, with: .none)
    } else {
      enqueue(.activate(key))
    }
    return state.scopes(around: key)
  }

  /// A chosen scope, and those to create in it, outermost first.
  private func scope(
    _ ancestor: EngineKey, for node: Node, of instance: EngineKey
  ) throws(EngineError) -> (scope: EngineKey, missing: [NodeIndex]) {
    guard let place = state.elements.place(of: ancestor),
      state.elements[place].instance == instance
    else {
      throw EngineError(
        .invalidArgument,
        "The ancestor \(ancestor) is not an active element of process instance \(instance).")
    }
    let process = state.elements.process(at: place)
    let around = process.scopes(around: node)
    guard let position = around.firstIndex(where: { $0.index == state.elements[place].node }) else {
      throw EngineError(
        .invalidArgument,
        "The ancestor \(ancestor) is not a scope around '\(node.id)'.")
    }
    let inner = around[..<position]
    if let loop = inner.first(where: { $0.loop != nil }) { throw .loop(loop, around: node) }
    // In a loop, the body creates one more instance.
    let isBody = around[position].loop != nil && state.elements[place].loopCounter == nil
    return (ancestor, (isBody ? [around[position].index] : []) + inner.reversed().map(\.index))
  }

  /// The innermost scope that exists, and those to create in it, outermost first.
  private func onlyScope(
    for node: Node, of instance: EngineKey
  ) throws(EngineError) -> (scope: EngineKey, missing: [NodeIndex]) {
    guard let place = state.elements.place(of: instance) else { return (instance, []) }
    var missing: [NodeIndex] = []
    for scope in state.elements.process(at: place).scopes(around: node) {
      if scope.index == ExecutableProcess.root { break }
      if scope.loop != nil { throw .loop(scope, around: node) }
      let found = elements(of: scope.index, in: instance)
      guard found.count < 2 else {
        throw EngineError(
          .invalidArgument,
          "'\(scope.id)' around '\(node.id)' is active \(found.count) times: "
            + "choose one of them as ancestor.")
      }
      if let only = found.first { return (only, missing) }
      missing.insert(scope.index, at: 0)
    }
    return (instance, missing)
  }

  /// The instances of an element in a process instance, oldest first; without those in a loop.
  func elements(of node: NodeIndex, in instance: EngineKey) -> [EngineKey] {
    state.contents(of: instance).filter {
      state.elements[$0]?.node == node && state.elements[$0]?.loopCounter == nil
    }
  }

  private mutating func openScope(
    _ node: Node, in scope: EngineKey, _ variables: ScopedVariables
  ) throws(EngineError) -> EngineKey {
    guard let key = create(node.index, in: scope, consuming: []) else {
      throw .inactiveScope(scope, for: node)
    }
    for (scope, variables) in variables where scope == node.index {
      setVariables(variables, in: key)
    }
    try openScope(key)
    return key
  }

  /// Activates a scope that exists without its start event: it only listens for events.
  mutating func openScope(_ key: EngineKey) throws(EngineError) {
    do throws(Failure) {
      let waits = try prepareEvents(on: key) + prepareStarts(in: key)
      emit(.activated(key: key))
      for (node, wait) in waits { open(wait, for: node, on: key) }
    } catch {
      let node = state.elements.place(of: key).map(state.elements.node(at:))
      throw EngineError(
        .invalidArgument, "Cannot open the events of '\(node?.id ?? "")': \(error.message)")
    }
  }
}

extension EngineState {
  /// An element and everything in it, from the outside in, without called instances.
  func contents(of element: EngineKey) -> [EngineKey] {
    var keys = [element]
    var next = 0
    while next < keys.count {
      if let place = elements.place(of: keys[next]) { keys += elements.children(of: place) }
      next += 1
    }
    return keys
  }
}

extension ExecutableProcess {
  /// The start event of an event sub-process; nil for any other element.
  fileprivate func eventSubProcessStart(of node: Node) -> NodeIndex? {
    self.node(node.scope).events.first {
      self.node($0).type == .startEvent && self.node($0).scope == node.index
    }
  }
}

extension EngineError {
  fileprivate static func inactiveScope(_ scope: EngineKey, for node: Node) -> EngineError {
    EngineError(
      .invalidArgument,
      "Cannot activate '\(node.id)': the scope \(scope) is not active. Resolve its incident or "
        + "complete its listeners first.")
  }

  fileprivate static func loop(_ loop: Node, around node: Node) -> EngineError {
    EngineError(
      .invalidArgument,
      "Cannot activate '\(node.id)': this would start the loop '\(loop.id)' around it. "
        + "Activate '\(loop.id)', or choose an instance of it as ancestor.")
  }
}
