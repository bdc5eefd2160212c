import EngineProtocol
import FEEL
import JSON

extension Processor {
  mutating func createInstance(_ request: CreateInstanceRequest) throws(EngineError) -> Reply {
    guard !request.startElements.isEmpty else { return try create(request) }
    return try atomically { (processor) throws(EngineError) in try processor.create(request) }
  }

  private mutating func create(_ request: CreateInstanceRequest) throws(EngineError) -> Reply {
    let (definition, start) = try startable(request)
    let traits = try traits(of: request, definition.process)
    let key = createInstance(of: definition)
    if traits != InstanceTraits() { emit(.instanceTraitsSet(key: key, traits: traits)) }
    setVariables(Variables(request.variables), in: key)
    if let start {
      begin(key, at: start, with: .none)
    } else {
      try begin(key, at: request.startElements)
    }
    return .instance(
      ProcessInstance(
        key: key, definition: definition.description, state: .active, startTime: now,
        businessID: traits.businessID, tags: traits.tags))
  }

  /// A process and the start event for an instance created by a command; nil if the command chooses
  /// elements to start at.
  func startable(
    _ request: CreateInstanceRequest
  ) throws(EngineError) -> (definition: Definition, start: NodeIndex?) {
    let definition = try definition(request.definition)
    guard request.startElements.isEmpty else {
      let process = definition.process
      for id in request.startElements {
        let node = try process.activatable(id)
        if let loop = process.scopes(around: node).first(where: { $0.loop != nil }) {
          throw EngineError(
            .invalidArgument, "Cannot start at '\(id)': it is inside the loop '\(loop.id)'.")
        }
      }
      return (definition, nil)
    }
    guard let start = definition.process.noneStart else {
      throw EngineError(
        .invalidState,
        "Process '\(definition.process.id)' has no none start event: "
          + "only a message, signal, condition or timer can start it.")
    }
    return (definition, start)
  }

  mutating func createInstance(of definition: Definition) -> EngineKey {
    let key = newKey()
    emit(
      .activating(
        key: key, instance: key, definition: definition.key, node: ExecutableProcess.root,
        scope: 0, consuming: []))
    return key
  }

  mutating func begin(_ instance: EngineKey, at start: NodeIndex, with variables: EventVariables) {
    guard let node = state.elements.place(of: instance).map(state.elements.node(at:)) else {
      return
    }
    guard node.listeners.start.isEmpty else {
      emit(.entrySet(key: instance, entry: ScopeEntry(start: start, variables: variables)))
      return activate(instance)
    }
    emit(.activated(key: instance))
    enqueue(.start(start, scope: instance, variables))
  }

  private func traits(
    of request: CreateInstanceRequest, _ process: ExecutableProcess
  ) throws(EngineError) -> InstanceTraits {
    var traits = InstanceTraits()
    for id in request.endElements { traits.halts.append(try process.element(id).index) }
    if let id = request.businessID {
      traits.businessID = try InstanceTraits.checked(businessID: id)
    }
    traits.tags = try InstanceTraits.checked(tags: request.tags)
    return traits
  }

  /// Activates elements of a new instance instead of a start event. The process runs no start
  /// listeners, but listens for the events of its event sub-processes.
  private mutating func begin(
    _ instance: EngineKey, at elements: [String]
  ) throws(EngineError) {
    guard let place = state.elements.place(of: instance) else { return }
    let process = state.elements.process(at: place)
    try openScope(instance)
    for id in elements { try activate(process.activatable(id), of: instance) }
  }

  mutating func cancelInstance(_ key: EngineKey) throws(EngineError) -> Reply {
    guard let place = state.elements.place(of: key), state.elements[place].scope == 0,
      state.elements[place].phase != .terminating
    else {
      throw EngineError(
        .notFound, "Process instance \(key) does not exist, has ended or is being terminated.")
    }
    guard state.elements[place].caller == nil else {
      throw EngineError(
        .invalidState,
        "Process instance \(key) was started by a call activity; cancel the calling instance instead."
      )
    }
    terminate(key)
    return state.elements.place(of: key) == nil ? .done : .later(key)
  }

  // MARK: Called instances

  mutating func call(
    _ definition: Definition, at start: NodeIndex, from caller: EngineKey,
    with variables: FEELContext
  ) {
    let key = createInstance(of: definition)
    emit(.called(key: key, caller: caller))
    inheritTraits(key, from: caller)
    setVariables(Variables(storing: variables), in: key)
    begin(key, at: start, with: .none)
  }

  /// The number of calls that an element is nested in.
  func callDepth(of key: EngineKey) -> Int {
    var depth = 0
    var place = state.elements.place(of: key)
    while let current = place {
      let instance = state.elements.place(of: state.elements[current].instance)
      place = instance.flatMap { state.elements[$0].caller }.flatMap(state.elements.place(of:))
      if place != nil { depth += 1 }
    }
    return depth
  }

  /// Completes the call activity of a called instance that has completed.
  mutating func completeCall(of caller: EngineKey, with variables: FEELContext) {
    guard let place = state.elements.place(of: caller) else { return }
    let node = state.elements.node(at: place)
    let takesAll = (node.behavior as? CallActivity)?.takesAll ?? false
    if takesAll || !node.outputs.isEmpty {
      let mapped = takeResult(Variables(storing: variables), of: caller)
      if let mapped { setVariables(mapped, in: caller) }
    }
    enqueue(.complete(caller))
  }

  /// The file of a definition, also of a deleted one that still runs.
  func resource(of key: EngineKey) throws(EngineError) -> DeploymentResource {
    guard let definition = state.definitions[key] else {
      throw EngineError(.notFound, "Process definition \(key) does not exist.")
    }
    return definition.resource.file
  }

  func definition(
    _ choice: CreateInstanceRequest.Definition
  ) throws(EngineError) -> Definition {
    switch choice {
    case .key(let key):
      if let definition = state.definitions[key], !state.draining.contains(key) {
        return definition
      }
      throw EngineError(.notFound, "Process definition \(key) does not exist.")
    case .id(let id, nil):
      if let definition = state.newest[id].flatMap({ state.definitions[$0] }) {
        return definition
      }
      throw EngineError(.notFound, "No process with the id '\(id)' is deployed.")
    case .id(let id, let version?):
      let key = state.versions[ProcessVersion(id: id, version: version)]
      if let definition = key.flatMap({ state.definitions[$0] }) { return definition }
      throw EngineError(
        .notFound, "No process with the id '\(id)' is deployed in version \(version).")
    }
  }
}
