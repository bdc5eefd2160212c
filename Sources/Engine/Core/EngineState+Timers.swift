import EngineProtocol

extension EngineState {
  /// Applies an event of a timer.
  mutating func applyTimer(_ event: Event) {
    switch event {
    case .timerCreated(let key, let element, let node, let schedule):
      note(key)
      timers[key] = TimerState(element: element, node: node, schedule: schedule)
      elements.update(element) { $0.timers.append(key) }
      agenda.add(schedule.due, key, .timer)
    case .startTimerCreated(let key, let definition, let node, let schedule):
      note(key)
      startTimers[key] = StartTimerState(definition: definition, node: node, schedule: schedule)
      startTimersByDefinition.insert(key, for: definition)
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
        elements.update(timer.element) { $0.timers.removeAll { $0 == key } }
      } else if let timer = startTimers.removeValue(forKey: key) {
        startTimersByDefinition.remove(key, for: timer.definition)
        agenda.remove(timer.schedule.due, key)
      }
    default: break
    }
  }
}
