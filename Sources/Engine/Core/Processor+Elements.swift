import BPMN
import EngineProtocol
import FEEL
import JSON

// The life cycle of elements.

extension Processor {
  /// Activates the element of an event that has occurred: a start event, a boundary event, or the
  /// event after an event-based gateway, whose flow it consumes.
  mutating func start(
    _ node: NodeIndex, _ scope: EngineKey, _ variables: EventVariables,
    consuming flows: [FlowIndex] = []
  ) {
    guard let key = create(node, in: scope, consuming: flows) else { return }
    var result: Variables?
    switch variables {
    case .none: break
    case .local(let variables): setVariables(Variables(variables), in: key)
    case .merged(let variables): result = takeResult(Variables(variables), of: key)
    }
    emit(.activated(key: key))
    complete(key, result: result)
  }

  mutating func create(
    _ node: NodeIndex, in scope: EngineKey, consuming flows: [FlowIndex]
  ) -> EngineKey? {
    guard let place = state.elements.place(of: scope), state.elements[place].phase == .active
    else { return nil }
    let key = newKey()
    emit(
      .activating(
        key: key, instance: state.elements[place].instance,
        definition: state.elements[place].definition, node: node, scope: scope, consuming: flows))
    return key
  }

  /// A token has arrived over a flow. A parallel gateway waits for one from each of its flows, an
  /// inclusive one for those that can still come.
  mutating func arrive(_ flow: FlowIndex, _ scope: EngineKey) {
    guard let place = state.elements.place(of: scope), state.elements[place].phase == .active,
      state.elements[place].tokens.contains(flow)
    else { return }
    let process = state.elements.process(at: place)
    let node = process.node(process.flow(flow).target)
    var consumed = process.flow(flow).alone
    switch node.type {
    case .parallelGateway:
      guard node.incoming.allSatisfy({ state.elements[place].tokens.contains($0) }) else { return }
      consumed = node.incoming
    case .inclusiveGateway:
      guard let joined = joinedFlows(of: node, in: place) else { return }
      consumed = joined
    default: break
    }
    if let key = create(node.index, in: scope, consuming: consumed) { activate(key) }
  }

  /// Activates an element; called again after its incident was resolved.
  mutating func activate(_ key: EngineKey) {
    guard let place = state.elements.place(of: key), state.elements[place].phase == .activating
    else { return }
    let node = state.elements.node(at: place)
    do throws(Failure) {
      if state.elements[place].listened != .start {
        guard countVisit(of: state.elements[place].instance) else {
          throw .endless(before: node, after: visitLimit)
        }
        if let loop = node.loop {
          guard let number = state.elements[place].loopCounter else {
            if try listen(.beforeAll, on: key, node) { return }
            return try startLoop(loop, key)
          }
          try takeItem(loop, key, number: number)
        }
        if let locals = node.behavior.locals { setVariables(locals, in: key) }
        try applyInputs(node, to: key)
        if try listen(.start, on: key, node) { return }
      }
      let entry = state.elements[place].entry
      let waits = try prepareEvents(on: key)
      switch try node.behavior.activate(key, node, in: &self) {
      case .waits:
        for (node, wait) in waits { open(wait, for: node, on: key) }
        emit(.activated(key: key))
        if let entry { enqueue(.start(entry.start, scope: key, entry.variables)) }
      case .waitsThen(let work):
        for (node, wait) in waits { open(wait, for: node, on: key) }
        emit(.activated(key: key))
        work(&self)
      case .completes:
        emit(.activated(key: key))
        complete(key)
      case .completesWith(let result):
        let mapped = takeResult(result, of: key)
        emit(.activated(key: key))
        complete(key, result: mapped)
      case .takes(let flows):
        emit(.activated(key: key))
        leave(key, node, over: flows)
      case .ended: break
      }
    } catch {
      raise(error, on: key)
    }
  }

  /// Completes an element whose work is done; called again after its incident was resolved.
  /// - Parameter result: the result that `takeResult` left to the output mappings.
  mutating func complete(_ key: EngineKey, result: Variables? = nil) {
    guard let place = state.elements.place(of: key),
      [.active, .completing].contains(state.elements[place].phase),
      // A listener of its end may still have an open job.
      state.elements[place].job == nil
    else { return }
    let node = state.elements.node(at: place)
    let scope = state.elements[place].scope
    var endsLoop = false
    var starts: [(node: NodeIndex, wait: Wait)] = []
    do throws(Failure) {
      if let loop = node.loop, state.elements[place].loop != nil {
        propagateOutput(loop, key)
      } else {
        if state.elements[place].listened != .end {
          let isLocal = state.elements[place].loopCounter == nil && node.listeners.end.isEmpty
          if let result, !isLocal { setVariables(result, in: key) }
          try node.behavior.finish(key, in: &self)
          try applyOutputs(node, of: key, result: isLocal ? result : nil)
          if try listen(.end, on: key, node) { return }
        }
        if let loop = node.loop { endsLoop = try collect(loop, key) }
        // Its variables are set now; correlation keys and timers may need them.
        if node.type == .startEvent { starts = try prepareStarts(in: scope) }
      }
    } catch {
      if let result { setVariables(result, in: key) }
      if state.elements[place].phase != .completing { emit(.completing(key: key)) }
      raise(error, on: key)
      return
    }
    closeWaits(of: key)
    leave(key, node, over: node.outgoing, endingLoop: endsLoop)
    for (start, wait) in starts { open(wait, for: start, on: scope) }
  }

  /// Completes a scope that is empty.
  mutating func completeScope(_ key: EngineKey) {
    guard let place = state.elements.place(of: key), isEmpty(place) else { return }
    complete(key)
  }

  func isEmpty(_ scope: ElementTable.Place) -> Bool {
    state.elements.childCount(of: scope) == 0 && state.elements[scope].tokens.isEmpty
  }

  /// Moves the tokens out; if this was the last element, its scope completes.
  private mutating func leave(
    _ key: EngineKey, _ node: Node, over flows: [FlowIndex], endingLoop: Bool = false
  ) {
    guard let place = state.elements.place(of: key) else { return }
    if let incident = state.elements[place].incident { emit(.incidentResolved(key: incident)) }
    let scope = state.elements[place].scope
    guard scope != 0 else {
      let instance = state.elements[place]
      emit(.completed(key: key))
      removeDrained(instance.definition)
      if let lock = instance.lock { enqueue(.startNext(lock)) }
      if let caller = instance.caller { completeCall(of: caller, with: instance.variables) }
      return
    }
    let isInLoop = state.elements[place].loopCounter != nil
    let compensator = state.elements[place].compensator
    noteEnd(of: place)
    emit(.completed(key: key))
    if haltInstances() { return }
    if let loop = node.loop, isInLoop {
      continueLoop(loop, scope, isOver: endingLoop)
      return
    }
    for flow in flows {
      emit(.flowTaken(scope: scope, flow: flow))
      enqueue(.arrive(flow, scope: scope))
    }
    if let compensator { completeCompensation(compensator) }
    if let target = node.linkTarget, let event = create(target, in: scope, consuming: []) {
      activate(event)
    }
    guard flows.isEmpty, let place = state.elements.place(of: scope) else { return }
    if state.elements.node(at: place).type == .adHocSubProcess {
      continueAdHoc(scope)
    } else {
      completeScopeIfEmpty(scope)
    }
  }

  private mutating func completeScopeIfEmpty(_ scope: EngineKey) {
    guard let place = state.elements.place(of: scope), state.elements[place].phase == .active,
      isEmpty(place)
    else { return }
    enqueue(.complete(scope))
  }

  /// An event that an element waited for has occurred: its own, or an attached one.
  ///
  /// Ignored if the element is no longer active, or an incident blocks it.
  mutating func trigger(_ key: EngineKey, _ index: NodeIndex, with variables: EventVariables) {
    if let instance = state.elements[key]?.instance { startCounting(instance) }
    react(key, index, to: variables)
  }

  /// The same for an event that the instance itself has caused.
  mutating func react(_ key: EngineKey, _ index: NodeIndex, to variables: EventVariables) {
    guard let place = state.elements.place(of: key), state.elements[place].phase == .active
    else { return }
    let node = state.elements.node(at: place)
    let event = state.elements.process(at: place).node(index)
    let scope = state.elements[place].scope
    if index == node.index {
      var result: Variables?
      if case .merged(let variables) = variables {
        result = takeResult(Variables(variables), of: key)
      }
      complete(key, result: result)
    } else if node.type == .eventBasedGateway {
      pass(key, node, to: event, with: variables)
    } else if event.type == .startEvent {
      startEventSubProcess(key, event, with: variables)
    } else {
      // At once: an empty scope could complete in between.
      guard event.isInterrupting else { return start(index, scope, variables) }
      terminate(key)
      if haltInstances() { return }
      perform(.start(index, scope: scope, variables), after: key)
    }
  }

  /// Completes an event-based gateway through the event that occurred first.
  private mutating func pass(
    _ key: EngineKey, _ node: Node, to event: Node, with variables: EventVariables
  ) {
    guard let place = state.elements.place(of: key) else { return }
    let scope = state.elements[place].scope
    closeWaits(of: key)
    noteEnd(of: place)
    emit(.completed(key: key))
    if haltInstances() { return }
    for flow in event.incoming { emit(.flowTaken(scope: scope, flow: flow)) }
    start(event.index, scope, variables, consuming: event.incoming)
  }

  /// Starts the event sub-process of an event in the scope that listened for it.
  private mutating func startEventSubProcess(
    _ scope: EngineKey, _ event: Node, with variables: EventVariables
  ) {
    guard let place = state.elements.place(of: scope) else { return }
    guard event.isInterrupting else { return enter(at: event.index, in: scope, with: variables) }
    closeWaits(of: scope) { $0.type == .startEvent }
    terminateContents(of: place)
    if haltInstances() { return }
    perform(.enter(event.index, scope: scope, variables), afterContentsOf: scope)
  }

  /// Activates the event sub-process of a start event.
  mutating func enter(at start: NodeIndex, in scope: EngineKey, with variables: EventVariables) {
    guard let place = state.elements.place(of: scope) else { return }
    let event = state.elements.process(at: place).node(start)
    guard let key = create(event.scope, in: scope, consuming: []) else { return }
    enter(key, at: start, with: variables)
  }

  /// Activates a scope that begins with an event.
  mutating func enter(
    _ key: EngineKey, at start: NodeIndex, with variables: EventVariables
  ) {
    guard let node = state.elements.place(of: key).map(state.elements.node(at:)) else { return }
    // Listeners or an incident may delay the activation.
    let isPlain = node.listeners.start.isEmpty && node.inputs.isEmpty
    if !isPlain { emit(.entrySet(key: key, entry: ScopeEntry(start: start, variables: variables))) }
    activate(key)
    if isPlain { enqueue(.start(start, scope: key, variables)) }
  }

  /// Whether an interrupting event sub-process has taken over the scope.
  func isInterrupted(_ scope: ElementTable.Place) -> Bool {
    let starts = events(of: scope).filter { $0.type == .startEvent && $0.isInterrupting }
    guard !starts.isEmpty else { return false }
    return state.elements.children(of: scope).contains { child in
      let node = state.elements.place(of: child).map { state.elements[$0].node }
      return starts.contains { $0.scope == node }
    }
  }
}

extension Failure {
  fileprivate static func endless(before node: Node, after steps: Int) -> Failure {
    Failure(
      .unknown,
      "The process activated \(steps) elements without waiting and was stopped "
        + "before \"\(node.name ?? node.id)\".", help: "Resolve the incident to continue.")
  }
}
