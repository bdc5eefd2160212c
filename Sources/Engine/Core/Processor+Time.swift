import EngineProtocol
import FEEL
import Time

extension Processor {
  /// The maximum number of due entries that one command processes; the rest remains due.
  private static let wakeLimit = 100

  /// When something is due next, in milliseconds since 1970.
  var nextDue: Int64? { state.backlog.isEmpty ? state.agenda.next?.time : now }

  func isDue(at time: Int64) -> Bool { nextDue.map { $0 <= time } ?? false }

  /// Continues deferred work and processes what is due, in order of time.
  mutating func wake() -> Reply {
    resumeWork()
    for _ in 0..<Self.wakeLimit {
      guard let entry = state.agenda.next, entry.time <= now else { break }
      switch entry.kind {
      case .timer: fire(entry.key)
      case .startTimer: fireStart(entry.key)
      case .jobTimeout: emit(.jobTimedOut(key: entry.key))
      case .jobBackoff: emit(.jobAvailable(key: entry.key))
      case .messageExpiry: emit(.messageExpired(key: entry.key))
      }
    }
    return .done
  }

  private mutating func fireStart(_ key: EngineKey) {
    guard let timer = state.startTimers[key], let definition = state.definitions[timer.definition]
    else { return }
    let trigger = definition.process.node(timer.node).trigger
    // It was evaluated at deployment; if that now fails, the schedule stays as it is.
    let cycle = try? self.cycle(of: trigger, in: 0)
    emit(
      .timerFired(
        key: key, next: timer.schedule.next(in: cycle ?? timer.schedule.cycle, now: now)))
    begin(createInstance(of: definition), at: timer.node, with: .none)
  }

  private mutating func fire(_ key: EngineKey) {
    guard let timer = state.timers[key], let element = state.elements.place(of: timer.element)
    else { return }
    var cycle = timer.schedule.cycle
    do throws(Failure) {
      let trigger = state.elements.process(at: element).node(timer.node).trigger
      cycle = try self.cycle(of: trigger, in: timer.element) ?? cycle
    } catch {
      // The timer keeps its cycle, and an incident reports the failure.
      if state.elements[element].incident == nil { raise(error, on: timer.element) }
    }
    emit(.timerFired(key: key, next: timer.schedule.next(in: cycle, now: now)))
    trigger(timer.element, timer.node, with: .none)
  }

  /// The current cycle of a timer that repeats; nil for other timers.
  private func cycle(
    of trigger: Trigger?, in element: EngineKey
  ) throws(Failure) -> TimerCycle? {
    guard case .timer(let timer) = trigger, case .cycle(let cycle) = timer else { return nil }
    let variables = visibleVariables(of: element, for: cycle)
    return try timer.schedule(variables, in: environment, now: now)?.cycle
  }
}
