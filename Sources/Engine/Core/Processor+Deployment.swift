extension Processor {
  /// Deploys files together. One that is byte for byte, and by its name, what is newest already
  /// makes no new version (reference page engine, 1.2).
  mutating func deploy(_ resources: [DeploymentResource]) throws(EngineError) -> Reply {
    let compiled = try DeploymentCompiler.compile(resources)
    var deployment: EngineKey?
    var definitions: [ProcessDefinition] = []
    for (resource, processes) in zip(resources, compiled) {
      let logged = LoggedResource(name: resource.name, bytes: resource.bytes)
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
      emit(.deployed(key: key, resource: logged, processes: versions), compiled: processes)
      definitions += versions.compactMap { state.definitions[$0.key]?.description }
    }
    let known = definitions.first.flatMap { state.definitions[$0.key]?.deployment }
    return .deployment(Deployment(key: deployment ?? known ?? 0, processes: definitions))
  }

  private func newestDefinition(of id: String) -> Definition? {
    state.newest[id].flatMap { state.definitions[$0] }
  }
}
