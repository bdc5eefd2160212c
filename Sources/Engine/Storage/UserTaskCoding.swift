import EngineProtocol
import JSON

// User tasks in the log and in snapshots: lists of values.

extension UserTaskAttributes: LogField {
  func write(to writer: inout EventWriter) {
    writer.values(assignee, candidateGroups, candidateUsers, dueDate, followUpDate, priority)
  }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self.init()
    assignee = try reader.next()
    candidateGroups = try reader.next()
    candidateUsers = try reader.next()
    dueDate = try reader.next()
    followUpDate = try reader.next()
    priority = try reader.next()
  }
}

extension UserTaskForm: LogField {
  func write(to writer: inout EventWriter) { writer.values(externalReference, key) }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self.init()
    externalReference = try reader.next()
    key = try reader.next()
  }
}

extension UserTaskTransition: LogField {
  func write(to writer: inout EventWriter) {
    writer.values(kind.rawValue, action, attributes, variables)
  }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    guard let kind = Kind(rawValue: try reader.next()) else { throw EventReader.Fault() }
    self.init(
      kind: kind, action: try reader.next(), attributes: try reader.next(),
      variables: try reader.next())
  }
}
