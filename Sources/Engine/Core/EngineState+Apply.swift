import EngineProtocol
import FEEL
import JSON

extension EngineState {
  /// Applies an event from the log.
  /// - Throws: why this version cannot compile a logged deployment.
  mutating func replay(_ event: Event) throws(EngineError) {
    if case .deployed(_, let resource, _) = event {
      let file = DeploymentResource(name: resource.name, bytes: resource.bytes)
      apply(event, compiled: try DeploymentCompiler.compile(file).processes)
    } else {
      apply(event)
    }
  }

  /// Applies an event. This is the only place where the state changes.
  /// - Parameter compiled: the processes of a deployment.
  mutating func apply(_ event: Event, compiled: [ExecutableProcess] = []) {
    switch event {
    case .deployed(let key, let resource, let processes):
      deploy(key, resource, processes, compiled)

    case .formDeployed(let key, let deployment, let form, let resource):
      forms.add(document(deployment, form, resource, key), key)
    case .resourceDeployed(let key, let deployment, let document, let resource):
      resources.add(self.document(deployment, document, resource, key), key)

    case .resourceDeleted(let key): deleteResource(key)
    case .definitionRemoved(let key):
      definitions[key] = nil
      draining.remove(key)

    case .activating(let key, let instance, let definition, let node, let scope, let consumed):
      note(key)
      begin(
        ElementState(
          key: key, instance: instance, definition: definition, node: node, scope: scope),
        consuming: consumed)
    case .called(let key, let caller):
      elements.update(key) { $0.caller = caller }
      elements.update(caller) { $0.called = key }
    case .instanceTraitsSet(let key, let traits): self.traits[key] = traits
    case .activated(let key): elements.update(key) { $0.phase = .active }
    case .completing(let key): elements.update(key) { $0.phase = .completing }
    case .completed(let key):
      if let place = elements.place(of: key), let scope = elements.scope(of: place) {
        elements[scope].loop?.completed += 1
        keepCompensable(place, in: scope)
      }
      end(key)
    case .terminating(let key):
      elements.update(key) {
        $0.phase = .terminating
        $0.held = []
      }
    case .terminated(let key): end(key)
    case .stepHeld(let key, let step): elements.update(key) { $0.held.append(step) }
    case .stepsReleased(let key): elements.update(key) { $0.held = [] }
    case .loopStarted(let key, let items):
      elements.update(key) { $0.loop = LoopProgress(items: items) }
    case .loopCounted(let key, let count):
      elements.update(key) { $0.loop = LoopProgress(count: count) }
    case .loopResultSet(let scope, let variable, let number, let value):
      elements.update(scope) { $0.setResult(FEELValue(value), number, of: variable) }
    case .flowTaken(let scope, let flow): elements.update(scope) { $0.tokens.add(flow) }
    case .tokensDropped(let scope): elements.update(scope) { $0.tokens = Tokens() }
    case .variablesSet(let scope, let variables):
      elements.update(scope) { $0.set(variables.values) }

    case .listened(let key, let event): elements.update(key) { $0.listened = event }
    case .entrySet(let key, let entry): elements.update(key) { $0.entry = entry }

    case .jobCreated, .jobHeadersSet, .jobListenerSet, .jobActivated, .jobCompleted, .jobFailed,
      .jobErrorThrown, .jobTimedOut, .jobAvailable, .jobRetriesUpdated, .jobCanceled,
      .jobRequestNoted, .jobPrioritySet, .jobLeased, .jobTimeoutUpdated:
      applyJob(event)

    case .userTaskCreating, .userTaskChanging, .userTaskCorrected, .userTaskChanged,
      .userTaskUnchanged:
      applyUserTask(event)

    case .timerCreated, .startTimerCreated, .timerFired, .timerCanceled: applyTimer(event)

    case .subscriptionOpened, .subscriptionClosed, .messagePublished, .messageCorrelated,
      .messageStarted, .messageConsumed, .messageExpired:
      applyMessage(event)

    case .signalBroadcast(let key, _, _), .conditionalsEvaluated(let key): note(key)
    case .signalAwaited, .conditionAwaited, .eventWaitEnded: applyEventWait(event)

    case .incidentRaised(let key, let element, let job, let type, let message):
      note(key)
      add(IncidentState(element: element, job: job, type: type, message: message), key)
    case .incidentResolved(let key):
      guard let incident = incidents.removeValue(forKey: key) else { break }
      setIncident(nil, of: incident.element, incident.job)

    case .clusterVariableSet(let key, let variable):
      note(key)
      clusterVariables.set(variable, key)
    case .clusterVariableDeleted(let key): clusterVariables.remove(key)

    case .adHocFulfilled(let key): elements.update(key) { $0.isFulfilled = true }
    case .escalationThrown: break
    case .compensationTriggered(let scope, let activities):
      let triggered = Set(activities)
      elements.update(scope) { $0.compensable.removeAll { triggered.contains($0.key) } }
    case .compensating(let handler, let event):
      elements.update(handler) { $0.compensator = event }
      elements.update(event) { $0.handlers += 1 }

    case .workDeferred(let instance, let steps): backlog.add(steps, of: instance)
    case .workResumed(let instance, let count): backlog.remove(count, of: instance)
    }
  }

  mutating func note(_ key: EngineKey) { lastKey = max(lastKey, key) }

  private mutating func deploy(
    _ key: EngineKey, _ resource: LoggedResource, _ processes: [LoggedProcess],
    _ compiled: [ExecutableProcess]
  ) {
    note(key)
    for (process, logged) in zip(compiled, processes) {
      note(logged.key)
      add(
        Definition(
          key: logged.key, version: logged.version, deployment: key, resource: resource,
          process: process))
    }
  }

  private mutating func document(
    _ deployment: EngineKey, _ document: LoggedDocument, _ file: LoggedResource, _ key: EngineKey
  ) -> DocumentState {
    note(key)
    note(deployment)
    deploymentSizes[deployment, default: 0] += 1
    return DocumentState(deployment: deployment, document: document, file: file)
  }

  /// Adds a definition, which becomes the latest of its process.
  mutating func add(_ definition: Definition) {
    definitions[definition.key] = definition
    index(definition)
  }

  mutating func add(_ incident: IncidentState, _ key: EngineKey) {
    incidents[key] = incident
    setIncident(key, of: incident.element, incident.job)
  }

  private mutating func begin(_ element: ElementState, consuming flows: [FlowIndex]) {
    var element = element
    guard let scope = elements.place(of: element.scope) else {
      guard let definition = definitions[element.definition] else {
        preconditionFailure(
          "An element refers to a definition that does not exist; definitions stay while instances run."
        )
      }
      elements.insert(element, of: definition)
      return
    }
    if let started = elements[scope].loop?.started, elements[scope].node == element.node {
      elements[scope].loop?.started = started + 1
      element.loopCounter = started + 1
    }
    for flow in flows { elements[scope].tokens.remove(flow) }
    elements.insert(element, of: elements.definition(at: scope))
  }

  private mutating func end(_ key: EngineKey) {
    guard let element = elements.remove(key) else { return }
    if element.scope == 0, !traits.isEmpty { traits[key] = nil }
    if let lock = element.lock { startLocks[lock] = nil }
    if let caller = element.caller { elements.update(caller) { $0.called = nil } }
    if let event = element.compensator { elements.update(event) { $0.handlers -= 1 } }
  }

  private mutating func setIncident(
    _ incident: EngineKey?, of element: EngineKey, _ job: EngineKey?
  ) {
    if let job {
      jobs[job]?.incident = incident
    } else {
      elements.update(element) { $0.incident = incident }
    }
  }
}

extension ElementState {
  fileprivate mutating func set(_ values: FEELContext) {
    if variables.isEmpty {
      variables = values
    } else {
      for (name, value) in values { variables[name] = value }
    }
  }

  fileprivate mutating func setResult(_ value: FEELValue, _ number: Int, of variable: String) {
    guard case .list(var items)? = variables[variable], number <= items.count else { return }
    // Keeps the list uniquely referenced, so that it is changed in place.
    variables[variable] = .null
    items[number - 1] = value
    variables[variable] = .list(items)
  }
}
