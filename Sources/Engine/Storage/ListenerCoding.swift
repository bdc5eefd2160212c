import JSON

// Listeners in the log and in snapshots.

extension ExecutionListeners.Event: LogField {
  func write(to writer: inout EventWriter) { rawValue.write(to: &writer) }

  init(_ node: JSONNode) throws {
    guard let event = Self(rawValue: try String(node)) else { throw EventReader.Fault() }
    self = event
  }
}

extension ListenerJob.Event: LogField {
  func write(to writer: inout EventWriter) {
    switch self {
    case .execution(let event): event.write(to: &writer)
    case .task(let kind): kind.rawValue.write(to: &writer)
    }
  }

  init(_ node: JSONNode) throws {
    if let kind = UserTaskTransition.Kind(rawValue: try String(node)) {
      self = .task(kind)
    } else {
      self = .execution(try ExecutionListeners.Event(node))
    }
  }
}

extension ListenerJob: LogField {
  func write(to writer: inout EventWriter) { writer.values(event, index) }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self.init(event: try reader.next(), index: try reader.next())
  }
}

extension ScopeEntry: LogField {
  func write(to writer: inout EventWriter) { writer.values(start, variables) }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self.init(start: try reader.next(), variables: try reader.next())
  }
}
