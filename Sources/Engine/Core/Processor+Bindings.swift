import EngineProtocol

// Processes, forms and resources that an element refers to, in the version that its binding selects.

extension Processor {
  func definition(
    _ id: String, _ binding: ResourceBinding, for element: EngineKey
  ) -> Definition? {
    guard let version = version(binding, for: element) else { return newestDefinition(of: id) }
    return state.boundDefinitions[BoundID(id: id, version: version)]
      .flatMap { state.definitions[$0] }
  }

  /// The key of a form or resource.
  func document(
    _ id: String, _ binding: ResourceBinding, in table: DeployedFileTable, for element: EngineKey
  ) -> EngineKey? {
    guard let version = version(binding, for: element) else { return table.newest[id] }
    return table.bound[BoundID(id: id, version: version)]
  }

  /// Nil for the newest version.
  private func version(_ binding: ResourceBinding, for element: EngineKey) -> BoundID.Version? {
    switch binding {
    case .latest: nil
    case .deployment:
      .deployment(
        state.elements.place(of: element).map(state.elements.definition(at:))?.deployment ?? 0)
    case .versionTag(let tag): .tag(tag)
    }
  }
}

extension ResourceBinding {
  /// The end of a message about a resource that is not deployed.
  var suffix: String {
    switch self {
    case .latest: ""
    case .deployment: " together with this process"
    case .versionTag(let tag): " with the version tag '\(tag)'"
    }
  }
}
