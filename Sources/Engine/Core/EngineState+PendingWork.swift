import BPMN
import EngineProtocol

extension EngineState {
  /// The work that is left.
  ///
  /// A timer lets its instance continue, unless it repeats forever, or its element waits for a
  /// message, a signal, a condition, a user or the resolution of an incident: then the timer only
  /// handles the case that this never happens.
  /// - Parameters:
  ///   - instances: the instances whose timers and back-offs are considered, including those of
  ///     called processes.
  ///   - types: the job types that have a worker.
  func pendingWork(of instances: Set<EngineKey>, serving types: Set<String>, now: Int64)
    -> PendingWork
  {
    let isDue = !backlog.isEmpty || agenda.next.map { $0.time <= now } ?? false
    guard !isDue, !jobs.values.contains(where: { $0.isOpen && types.contains($0.type) }) else {
      return PendingWork(isBusy: true)
    }
    let tasks = waitingTasks
    let awaiting =
      subscriptions.values.filter { isInFlow($0.node, of: $0.element) }.map(\.element)
      + eventWaits.values.filter { isInFlow($0.node, of: $0.element) }.map(\.element)
      + tasks.map(\.element)
    let waitingForInput = Set(awaiting.flatMap { surroundings(of: $0) })
    let held = waitingForInput.union(incidents.values.flatMap { surroundings(of: $0.element) })
    let isMeant = { (element: EngineKey) in
      surroundings(of: element).contains(where: instances.contains)
    }
    let isMoved =
      timers.values.contains {
        $0.schedule.repetitions != nil && !held.contains($0.element) && isMeant($0.element)
      } || jobs.values.contains { $0.isBackedOff && isMeant($0.element) }
    return PendingWork(
      nextDue: isMoved ? agenda.next?.time : nil,
      unservedJobs: jobs.filter { $0.value.phase == .available && !$0.value.isUserTask }
        .sorted { $0.key < $1.key }.compactMap { unservedJob($0.value) },
      waitingTasks: tasks.map(\.task), waitingForInput: waitingForInput,
      awaitedSignals: eventWaits.sorted { $0.key < $1.key }.compactMap { awaitedSignal($0.value) })
  }

  /// An element and its enclosing scopes, up to the outermost calling process.
  private func surroundings(of key: EngineKey) -> some Sequence<EngineKey> {
    sequence(first: key) { key in
      elements[key].flatMap { $0.scope == 0 ? $0.caller : $0.scope }
    }
  }

  /// Whether a token waits for the event, rather than that it is attached to an activity or scope.
  private func isInFlow(_ index: NodeIndex, of element: EngineKey) -> Bool {
    let type = node(index, of: element)?.type
    return type == .intermediateCatchEvent || type == .receiveTask
  }

  /// The user tasks that wait for somebody, oldest first, and their elements.
  private var waitingTasks: [(element: EngineKey, task: PendingWork.WaitingTask)] {
    let managed = userTasks.filter { $0.value.transition == nil }
      .map { (element: $0.value.element, key: PendingWork.WaitingTask.Key.task($0.key)) }
    let jobs = jobs.filter { $0.value.phase == .available && $0.value.isUserTask }
      .map { (element: $0.value.element, key: PendingWork.WaitingTask.Key.job($0.key)) }
    return (managed + jobs).sorted { $0.element < $1.element }.compactMap { key, task in
      guard let element = elements[key], let node = node(element.node, of: key) else { return nil }
      return (
        key,
        PendingWork.WaitingTask(
          instanceKey: element.instance, elementID: node.id, key: task)
      )
    }
  }

  private func awaitedSignal(_ wait: EventWaitState) -> PendingWork.AwaitedSignal? {
    guard let name = wait.signal, let element = elements[wait.element],
      let node = node(wait.node, of: wait.element)
    else { return nil }
    return PendingWork.AwaitedSignal(
      instanceKey: element.instance, elementID: node.id, name: name)
  }

  private func unservedJob(_ job: JobState) -> PendingWork.UnservedJob? {
    guard let element = elements[job.element], let node = node(element.node, of: job.element)
    else { return nil }
    return PendingWork.UnservedJob(
      instanceKey: element.instance, elementID: node.id, type: job.type)
  }

  private func node(_ index: NodeIndex, of element: EngineKey) -> Node? {
    elements[element].flatMap { definitions[$0.definition] }?.process.node(index)
  }
}

extension JobState {
  /// Whether a worker holds or can activate the job.
  fileprivate var isOpen: Bool { phase == .available || phase == .activated }
  fileprivate var isUserTask: Bool { type == PendingWork.userTaskJobType }
  fileprivate var isBackedOff: Bool { phase == .failed && deadline != 0 }
}
