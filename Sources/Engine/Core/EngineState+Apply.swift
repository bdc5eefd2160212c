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

    case .activating(let key, let instance, let definition, let node, let scope, let consumed):
      note(key)
      elements[key] = ElementState(
        instance: instance, definition: definition, node: node, scope: scope)
      guard scope != 0 else { break }
      elements[scope]?.children.append(key)
      if let progress = elements[scope]?.loop, elements[scope]?.node == node {
        elements[scope]?.loop?.started += 1
        elements[key]?.loopCounter = progress.started + 1
      }
      for flow in consumed { removeToken(flow, scope) }
    case .called(let key, let caller):
      elements[key]?.caller = caller
      elements[caller]?.called = key
    case .activated(let key): elements[key]?.phase = .active
    case .completing(let key): elements[key]?.phase = .completing
    case .completed(let key):
      if let scope = elements[key]?.scope { elements[scope]?.loop?.completed += 1 }
      end(key)
    case .terminated(let key): end(key)
    case .loopStarted(let key, let items): elements[key]?.loop = LoopProgress(items: items)
    case .loopCounted(let key, let count): elements[key]?.loop = LoopProgress(count: count)
    case .loopResultSet(let scope, let variable, let number, let value):
      setResult(FEELValue(value), number, of: variable, in: scope)
    case .flowTaken(let scope, let flow): elements[scope]?.tokens[flow, default: 0] += 1
    case .tokensDropped(let scope): elements[scope]?.tokens = [:]
    case .variablesSet(let scope, let variables):
      for (name, value) in variables.values { elements[scope]?.variables[name] = value }

    case .jobCreated, .jobActivated, .jobCompleted, .jobFailed, .jobErrorThrown, .jobTimedOut,
      .jobAvailable, .jobRetriesUpdated, .jobCanceled, .jobRequestNoted:
      applyJob(event)

    case .timerCreated, .startTimerCreated, .timerFired, .timerCanceled: applyTimer(event)

    case .subscriptionOpened, .subscriptionClosed, .messagePublished, .messageCorrelated,
      .messageStarted, .messageConsumed, .messageExpired:
      applyMessage(event)

    case .incidentRaised(let key, let element, let job, let type, let message):
      note(key)
      add(IncidentState(element: element, job: job, type: type, message: message), key)
    case .workDeferred(let steps): backlog += steps
    case .workResumed(let count): backlog.removeFirst(min(count, backlog.count))

    case .incidentResolved(let key):
      guard let incident = incidents.removeValue(forKey: key) else { break }
      if let job = incident.job {
        jobs[job]?.incident = nil
      } else {
        elements[incident.element]?.incident = nil
      }
    }
  }

  private mutating func note(_ key: EngineKey) { lastKey = max(lastKey, key) }

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

  mutating func add(_ definition: Definition) {
    definitions[definition.key] = definition
    newest[definition.process.id] = definition.key
  }

  mutating func add(_ incident: IncidentState, _ key: EngineKey) {
    incidents[key] = incident
    if let job = incident.job {
      jobs[job]?.incident = key
    } else {
      elements[incident.element]?.incident = key
    }
  }

  private mutating func setResult(
    _ value: FEELValue, _ number: Int, of variable: String, in scope: EngineKey
  ) {
    guard case .list(var items)? = elements[scope]?.variables[variable], number <= items.count
    else { return }
    // Keeps the list uniquely referenced, so that it is changed in place.
    elements[scope]?.variables[variable] = .null
    items[number - 1] = value
    elements[scope]?.variables[variable] = .list(items)
  }

  private mutating func removeToken(_ flow: FlowIndex, _ scope: EngineKey) {
    guard let count = elements[scope]?.tokens[flow] else { return }
    elements[scope]?.tokens[flow] = count > 1 ? count - 1 : nil
  }

  private mutating func end(_ key: EngineKey) {
    guard let element = elements.removeValue(forKey: key) else { return }
    elements[element.scope]?.children.removeAll { $0 == key }
    if let lock = element.lock { startLocks[lock] = nil }
    if let caller = element.caller { elements[caller]?.called = nil }
  }

  private mutating func applyTimer(_ event: Event) {
    switch event {
    case .timerCreated(let key, let element, let node, let schedule):
      note(key)
      timers[key] = TimerState(element: element, node: node, schedule: schedule)
      elements[element]?.timers.append(key)
      agenda.add(schedule.due, key, .timer)
    case .startTimerCreated(let key, let definition, let node, let schedule):
      note(key)
      startTimers[key] = StartTimerState(definition: definition, node: node, schedule: schedule)
      agenda.add(schedule.due, key, .startTimer)
    case .timerFired(let key, let next?):
      if let timer = timers[key] {
        agenda.remove(timer.schedule.due, key)
        timers[key]?.schedule = next
        agenda.add(next.due, key, .timer)
      } else if let timer = startTimers[key] {
        agenda.remove(timer.schedule.due, key)
        startTimers[key]?.schedule = next
        agenda.add(next.due, key, .startTimer)
      }
    case .timerFired(let key, nil), .timerCanceled(let key):
      if let timer = timers.removeValue(forKey: key) {
        agenda.remove(timer.schedule.due, key)
        elements[timer.element]?.timers.removeAll { $0 == key }
      } else if let timer = startTimers.removeValue(forKey: key) {
        agenda.remove(timer.schedule.due, key)
      }
    default: break
    }
  }

  private mutating func applyJob(_ event: Event) {
    switch event {
    case .jobCreated(let key, let element, let type, let retries):
      note(key)
      jobs[key] = JobState(element: element, type: type, retries: retries)
      elements[element]?.job = key
      offer(key)
    case .jobActivated(let key, let token, let worker, let deadline):
      note(token)
      withdraw(key)
      change(key, .activated, until: deadline, .jobTimeout)
      jobs[key]?.token = token
      jobs[key]?.worker = worker
    case .jobCompleted(let key), .jobCanceled(let key):
      withdraw(key)
      change(key, .failed)
      guard let job = jobs.removeValue(forKey: key) else { break }
      elements[job.element]?.job = nil
    case .jobFailed(let key, let retries, _, let availableAt):
      withdraw(key)
      change(key, .failed, until: availableAt, .jobBackoff)
      jobs[key]?.retries = retries
      jobs[key]?.token = nil
      jobs[key]?.request = nil
    case .jobErrorThrown(let key, _, _):
      withdraw(key)
      change(key, .errorThrown)
      jobs[key]?.token = nil
      jobs[key]?.request = nil
    case .jobTimedOut(let key), .jobAvailable(let key):
      // The worker of a timed-out job may still finish it until another worker activates it.
      change(key, .available)
      offer(key)
    case .jobRetriesUpdated(let key, let retries): jobs[key]?.retries = retries
    case .jobRequestNoted(let key, let description): jobs[key]?.request = description
    default: break
    }
  }

  private mutating func change(
    _ key: EngineKey, _ phase: JobState.Phase, until deadline: Int64 = 0,
    _ kind: Agenda.Kind = .jobTimeout
  ) {
    guard let job = jobs[key] else { return }
    if job.deadline != 0 { agenda.remove(job.deadline, key) }
    jobs[key]?.phase = phase
    jobs[key]?.deadline = deadline
    if deadline != 0 { agenda.add(deadline, key, kind) }
  }

  private mutating func offer(_ key: EngineKey) {
    guard let type = jobs[key]?.type else { return }
    offers += 1
    jobs[key]?.offer = offers
    availableJobs[type, default: []].append(key)
  }

  private mutating func withdraw(_ key: EngineKey) {
    guard let job = jobs[key], job.phase == .available else { return }
    availableJobs[job.type]?.removeAll { $0 == key }
    if availableJobs[job.type]?.isEmpty == true { availableJobs[job.type] = nil }
  }

  mutating func addSubscription(
    _ key: EngineKey, element: EngineKey, node: NodeIndex, topic: MessageTopic
  ) {
    guard let owner = elements[element], let definition = definitions[owner.definition] else {
      return
    }
    subscriptions[key] = SubscriptionState(
      element: element, node: node, topic: topic, process: definition.process.id)
    subscriptionsByTopic[topic, default: []].append(key)
    elements[element]?.subscriptions.append(key)
  }

  private mutating func applyMessage(_ event: Event) {
    switch event {
    case .subscriptionOpened(let key, let element, let node, let topic):
      note(key)
      addSubscription(key, element: element, node: node, topic: topic)
    case .subscriptionClosed(let key):
      guard let subscription = subscriptions.removeValue(forKey: key) else { break }
      subscriptionsByTopic.remove(key, from: subscription.topic)
      elements[subscription.element]?.subscriptions.removeAll { $0 == key }
    case .messagePublished(let key, let topic, let id, let deadline, let variables):
      note(key)
      messages[key] = MessageState(
        topic: topic, id: id, deadline: deadline, variables: variables)
      messagesByTopic[topic, default: []].append(key)
      agenda.add(deadline, key, .messageExpiry)
    case .messageCorrelated(let key, let process, _):
      messages[key]?.correlatedProcesses.insert(process)
    case .messageStarted(let key, let process, let instance):
      messages[key]?.correlatedProcesses.insert(process)
      guard let correlationKey = messages[key]?.topic.correlationKey, !correlationKey.isEmpty
      else { break }
      let lock = StartLock(process: process, correlationKey: correlationKey)
      startLocks[lock] = instance
      elements[instance]?.lock = lock
    case .messageConsumed(let key): messages[key]?.isConsumed = true
    case .messageExpired(let key):
      guard let message = messages.removeValue(forKey: key) else { break }
      messagesByTopic.remove(key, from: message.topic)
      agenda.remove(message.deadline, key)
    default: break
    }
  }
}

extension EngineState {
  /// Rebuilds what follows from jobs, timers, messages and subscriptions.
  mutating func rebuildIndexes() {
    agenda = Agenda()
    availableJobs = [:]
    for (key, job) in jobs.sorted(by: { $0.value.offer < $1.value.offer }) {
      if job.phase == .available { availableJobs[job.type, default: []].append(key) }
      guard job.deadline != 0 else { continue }
      agenda.add(job.deadline, key, job.phase == .failed ? .jobBackoff : .jobTimeout)
    }
    for (key, timer) in timers { agenda.add(timer.schedule.due, key, .timer) }
    for (key, timer) in startTimers { agenda.add(timer.schedule.due, key, .startTimer) }
    messagesByTopic = [:]
    for (key, message) in messages.sorted(by: { $0.key < $1.key }) {
      messagesByTopic[message.topic, default: []].append(key)
      agenda.add(message.deadline, key, .messageExpiry)
    }
    subscriptionsByTopic = [:]
    for (key, subscription) in subscriptions.sorted(by: { $0.key < $1.key }) {
      subscriptionsByTopic[subscription.topic, default: []].append(key)
    }
  }
}

extension [MessageTopic: [EngineKey]] {
  fileprivate mutating func remove(_ key: EngineKey, from topic: MessageTopic) {
    self[topic]?.removeAll { $0 == key }
    if self[topic]?.isEmpty == true { self[topic] = nil }
  }
}
