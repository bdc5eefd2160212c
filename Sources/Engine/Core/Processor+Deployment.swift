import EngineProtocol
import FEEL

extension Processor {
  /// Deploys files together. A file whose name and bytes match the latest version creates no new
  /// one.
  mutating func deploy(_ resources: [CompiledResource]) throws(EngineError) -> Reply {
    var timers: [String: [(node: NodeIndex, schedule: TimerSchedule)]] = [:]
    for process in resources.flatMap(\.processes) {
      timers[process.id] = try startTimers(of: process)
    }
    var deployment: EngineKey?
    var definitions: [ProcessDefinition] = []
    for compiled in resources {
      let processes = compiled.processes
      let logged = LoggedResource(name: compiled.resource.name, bytes: compiled.resource.bytes)
      let newest = processes.map { newestDefinition(of: $0.id) }
      if newest.allSatisfy({ $0?.resource == logged }) {
        definitions += newest.compactMap { $0?.description }
        continue
      }
      let key = deployment ?? newKey()
      deployment = key
      let versions = processes.map { process in
        LoggedProcess(
          key: newKey(), id: process.id,
          version: (newestDefinition(of: process.id)?.version ?? 0) + 1)
      }
      closeStartTimers(of: newest.compactMap { $0?.key })
      emit(.deployed(key: key, resource: logged, processes: versions), compiled: processes)
      for version in versions {
        for (node, schedule) in timers[version.id] ?? [] {
          emit(
            .startTimerCreated(
              key: newKey(), definition: version.key, node: node, schedule: schedule))
        }
      }
      definitions += versions.compactMap { state.definitions[$0.key]?.description }
    }
    let known = definitions.first.flatMap { state.definitions[$0.key]?.deployment }
    return .deployment(Deployment(key: deployment ?? known ?? 0, processes: definitions))
  }

  /// Computes when start event timers fire, counted from now.
  private func startTimers(
    of process: ExecutableProcess
  ) throws(EngineError) -> [(node: NodeIndex, schedule: TimerSchedule)] {
    var timers: [(node: NodeIndex, schedule: TimerSchedule)] = []
    for index in process.timerStarts {
      guard case .timer(let timer) = process.node(index).trigger else { continue }
      do throws(Failure) {
        timers.append((index, try timer.schedule([:], in: environment, now: now)))
      } catch {
        throw EngineError(.invalidArgument, error.message)
      }
    }
    return timers
  }

  /// Timers start only the latest version.
  private mutating func closeStartTimers(of definitions: [EngineKey]) {
    let timers = definitions.flatMap { state.startTimersByDefinition[$0] ?? SortedSet() }
    for timer in timers.sorted() { emit(.timerCanceled(key: timer)) }
  }

  func newestDefinition(of id: String) -> Definition? {
    state.newest[id].flatMap { state.definitions[$0] }
  }
}
