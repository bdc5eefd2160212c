import EngineProtocol

/// A version of a deployed file that is not a process.
struct DocumentState: Sendable, Equatable {
  let deployment: EngineKey
  let document: LoggedDocument
  let file: LoggedResource

  func description(_ key: EngineKey) -> DocumentDefinition {
    DocumentDefinition(
      key: key, id: document.id, version: document.version, resourceName: file.name)
  }
}

/// The versions of deployed files of a kind.
struct DeployedFileTable: Sendable, Equatable {
  private(set) var documents: [EngineKey: DocumentState] = [:]
  /// The latest version by id.
  private(set) var newest: [String: EngineKey] = [:]
  /// By deployment and by version tag.
  private(set) var bound: [BoundID: EngineKey] = [:]

  subscript(key: EngineKey) -> DocumentState? { documents[key] }

  /// The latest version with an id.
  func newest(_ id: String) -> (key: EngineKey, state: DocumentState)? {
    newest[id].flatMap { key in documents[key].map { (key, $0) } }
  }

  /// Adds a version, which becomes the latest.
  mutating func add(_ state: DocumentState, _ key: EngineKey) {
    documents[key] = state
    index(state, key)
  }

  /// Removes a version; the one before the latest becomes the latest again.
  mutating func remove(_ key: EngineKey) -> DocumentState? {
    guard let removed = documents.removeValue(forKey: key) else { return nil }
    (newest, bound) = ([:], [:])
    for (key, state) in documents.sorted(by: { $0.key < $1.key }) { index(state, key) }
    return removed
  }

  private mutating func index(_ state: DocumentState, _ key: EngineKey) {
    let id = state.document.id
    newest[id] = key
    bound[BoundID(id: id, version: .deployment(state.deployment))] = key
    if let tag = state.document.versionTag { bound[BoundID(id: id, version: .tag(tag))] = key }
  }
}
