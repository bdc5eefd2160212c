import EngineProtocol
import JSON

// Deleting resources. A process version that is still running drains: nothing starts it any more,
// and it is removed when its last instance has ended.

/// A resource in all its versions.
struct ResourceID: Sendable, Hashable {
  enum Kind: String, Sendable {
    case process, form, resource
  }

  let kind: Kind
  let id: String
}

extension Processor {
  /// Deletes a version of a process, a form or another file; the one before it becomes the latest
  /// again.
  mutating func deleteResource(_ key: EngineKey) throws(EngineError) -> Reply {
    if let definition = state.definitions[key], !state.draining.contains(key) {
      try delete(definition)
    } else if state.forms[key] != nil || state.resources[key] != nil {
      emit(.resourceDeleted(key: key))
    } else {
      throw EngineError(.notFound, "Resource \(key) does not exist or was deleted.")
    }
    return .done
  }

  private mutating func delete(_ definition: Definition) throws(EngineError) {
    let id = definition.process.id
    let isNewest = state.newest[id] == definition.key
    let previous = isNewest ? state.definition(of: id, before: definition.version) : nil
    let timers = try previous.map { (previous) throws(EngineError) in
      try startTimers(of: previous.process)
    }
    closeStartTimers(of: [definition.key])
    emit(.resourceDeleted(key: definition.key))
    if let previous {
      for (node, schedule) in timers ?? [] {
        emit(
          .startTimerCreated(
            key: newKey(), definition: previous.key, node: node, schedule: schedule))
      }
    }
    removeDrained(definition.key)
  }

  /// Removes a deleted process version that does not run any more.
  mutating func removeDrained(_ definition: EngineKey) {
    guard !state.draining.isEmpty, state.draining.contains(definition),
      !state.elements.keys.contains(where: { state.elements[$0]?.definition == definition })
    else { return }
    emit(.definitionRemoved(key: definition))
  }
}

extension EngineState {
  /// The latest version of a process before another that is not deleted.
  fileprivate func definition(of id: String, before version: Int) -> Definition? {
    definitions.values.filter {
      $0.process.id == id && $0.version < version && !draining.contains($0.key)
    }.max { $0.version < $1.version }
  }

  /// The deployed files of a kind; none for processes, which are not in such a table.
  func documents(_ kind: ResourceID.Kind) -> DeployedFileTable {
    switch kind {
    case .form: forms
    case .resource: resources
    case .process: DeployedFileTable()
    }
  }

  /// The version of the next deployment of a resource; numbers of deleted versions are not used
  /// again.
  func nextVersion(of resource: ResourceID, after newest: Int?) -> Int {
    max(newest ?? 0, deletedVersions[resource] ?? 0) + 1
  }

  mutating func deleteResource(_ key: EngineKey) {
    if let definition = definitions[key] {
      draining.insert(key)
      retire(definition.version, of: ResourceID(kind: .process, id: definition.process.id))
    } else if let form = forms.remove(key)?.document {
      retire(form.version, of: ResourceID(kind: .form, id: form.id))
    } else if let other = resources.remove(key)?.document {
      retire(other.version, of: ResourceID(kind: .resource, id: other.id))
    }
    rebuildResourceIndexes()
  }

  private mutating func retire(_ version: Int, of resource: ResourceID) {
    deletedVersions[resource] = max(version, deletedVersions[resource] ?? 0)
  }
}

/// The highest deleted version of a resource, in a snapshot.
struct DeletedVersion: LogField {
  let resource: ResourceID
  let version: Int

  init(resource: ResourceID, version: Int) {
    self.resource = resource
    self.version = version
  }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    guard let kind = ResourceID.Kind(rawValue: try reader.next()) else {
      throw EventReader.Fault()
    }
    resource = ResourceID(kind: kind, id: try reader.next())
    version = try reader.next()
  }

  func write(to writer: inout EventWriter) {
    writer.values(resource.kind.rawValue, resource.id, version)
  }
}

extension EngineState {
  /// The highest deleted versions, in a fixed order.
  var deletedVersionList: [DeletedVersion] {
    deletedVersions.map { DeletedVersion(resource: $0.key, version: $0.value) }.sorted {
      ($0.resource.kind.rawValue, $0.resource.id) < ($1.resource.kind.rawValue, $1.resource.id)
    }
  }
}
