import EngineProtocol
import FEEL

extension Processor {
  /// Deploys files together. If the latest deployment of each has the same files, with the same
  /// names and bytes, nothing changes; otherwise every file makes a new version.
  mutating func deploy(_ resources: [CompiledResource]) throws(EngineError) -> Reply {
    var timers: [String: [(node: NodeIndex, schedule: TimerSchedule)]] = [:]
    for process in resources.flatMap(\.processes) {
      timers[process.id] = try startTimers(of: process)
    }
    if let deployment = unchanged(resources) { return .deployment(deployment) }
    let key = newKey()
    var definitions: [ProcessDefinition] = []
    var forms: [DocumentDefinition] = []
    var others: [DocumentDefinition] = []
    for compiled in resources {
      switch compiled.document {
      case .form(let form):
        forms.append(deploy(form, compiled.resource, .form, in: key, Event.formDeployed))
        continue
      case .resource(let other):
        others.append(
          deploy(other, compiled.resource, .resource, in: key, Event.resourceDeployed))
        continue
      case nil: break
      }
      let processes = compiled.processes
      let logged = LoggedResource(name: compiled.resource.name, bytes: compiled.resource.bytes)
      let newest = processes.map { newestDefinition(of: $0.id) }
      let versions = processes.map { process in
        LoggedProcess(
          key: newKey(), id: process.id,
          version: state.nextVersion(
            of: ResourceID(kind: .process, id: process.id),
            after: newestDefinition(of: process.id)?.version))
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
    return .deployment(
      Deployment(key: key, processes: definitions, forms: forms, resources: others))
  }

  private mutating func deploy(
    _ document: CompiledDocument, _ file: DeploymentResource, _ kind: ResourceID.Kind,
    in deployment: EngineKey,
    _ event: (EngineKey, EngineKey, LoggedDocument, LoggedResource) -> Event
  ) -> DocumentDefinition {
    let key = newKey()
    let version = state.nextVersion(
      of: ResourceID(kind: kind, id: document.id),
      after: state.documents(kind).newest(document.id)?.state.document.version)
    let logged = LoggedDocument(
      id: document.id, version: version, versionTag: document.versionTag)
    emit(event(key, deployment, logged, LoggedResource(name: file.name, bytes: file.bytes)))
    return DocumentDefinition(
      key: key, id: document.id, version: version, resourceName: file.name)
  }

  /// The earlier deployment of just these files; nil if there is none, or a later one has another
  /// version of a file.
  private func unchanged(_ resources: [CompiledResource]) -> Deployment? {
    var key: EngineKey?
    var definitions: [ProcessDefinition] = []
    var forms: [DocumentDefinition] = []
    var others: [DocumentDefinition] = []
    for compiled in resources {
      let logged = LoggedResource(name: compiled.resource.name, bytes: compiled.resource.bytes)
      if let document = compiled.document {
        let newest = (document.isForm ? state.forms : state.resources).newest(document.document.id)
        guard let (newestKey, known) = newest, known.file == logged,
          known.deployment == key ?? known.deployment
        else { return nil }
        key = known.deployment
        if document.isForm {
          forms.append(known.description(newestKey))
        } else {
          others.append(known.description(newestKey))
        }
      }
      for process in compiled.processes {
        guard let newest = newestDefinition(of: process.id), newest.resource == logged,
          newest.deployment == key ?? newest.deployment
        else { return nil }
        key = newest.deployment
        definitions.append(newest.description)
      }
    }
    guard let key,
      state.deploymentSizes[key] == definitions.count + forms.count + others.count
    else { return nil }
    return Deployment(key: key, processes: definitions, forms: forms, resources: others)
  }

  /// Computes when start event timers fire, counted from now.
  func startTimers(
    of process: ExecutableProcess
  ) throws(EngineError) -> [(node: NodeIndex, schedule: TimerSchedule)] {
    var timers: [(node: NodeIndex, schedule: TimerSchedule)] = []
    for index in process.timerStarts {
      guard case .timer(let timer) = process.node(index).trigger else { continue }
      do throws(Failure) {
        if let schedule = try timer.schedule([:], in: environment, now: now) {
          timers.append((index, schedule))
        }
      } catch {
        throw EngineError(.invalidArgument, error.message)
      }
    }
    return timers
  }

  /// Timers start only the latest version.
  mutating func closeStartTimers(of definitions: [EngineKey]) {
    let timers = definitions.flatMap { state.startTimersByDefinition[$0] ?? SortedSet() }
    for timer in timers.sorted() { emit(.timerCanceled(key: timer)) }
  }

  func newestDefinition(of id: String) -> Definition? {
    state.newest[id].flatMap { state.definitions[$0] }
  }
}
