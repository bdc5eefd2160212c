import Foundation
import JSON
import Time

/// A value in a logged event.
protocol LogField {
  func write(to writer: inout EventWriter)
  init(_ node: JSONNode) throws
}

extension LogField where Self: FixedWidthInteger {
  func write(to writer: inout EventWriter) { writer.raw(String(self)) }

  init(_ node: JSONNode) throws {
    guard case .number(let text) = node.value, let value = Self(text) else {
      throw EventReader.Fault()
    }
    self = value
  }
}

extension Int: LogField {}
extension Int32: LogField {}
extension Int64: LogField {}

extension String: LogField {
  func write(to writer: inout EventWriter) { writer.raw(JSONValue.string(self).text()) }

  init(_ node: JSONNode) throws {
    guard let text = node.string else { throw EventReader.Fault() }
    self = text
  }
}

extension JSONValue: LogField {
  func write(to writer: inout EventWriter) { writer.raw(text()) }
  init(_ node: JSONNode) throws { self = node.plain }
}

extension JSONObject: LogField {
  func write(to writer: inout EventWriter) { writer.raw(JSONValue.object(self).text()) }

  init(_ node: JSONNode) throws {
    guard let object = node.plain.object else { throw EventReader.Fault() }
    self = object
  }
}

extension Optional: LogField where Wrapped: LogField {
  func write(to writer: inout EventWriter) {
    if let self { self.write(to: &writer) } else { writer.raw("null") }
  }

  init(_ node: JSONNode) throws {
    if case .null = node.value { self = nil } else { self = try Wrapped(node) }
  }
}

extension Array: LogField where Element: LogField {
  func write(to writer: inout EventWriter) { writer.list(self) }
  init(_ node: JSONNode) throws { self = try node.items.map { try Element($0) } }
}

extension JSONValue {
  /// An object of strings, with its members in the order of their names.
  init(_ texts: [String: String]) {
    self = .object(JSONObject(texts.sorted { $0.key < $1.key }.map { ($0, .string($1)) }))
  }
}

extension Dictionary: LogField where Key == String, Value == String {
  func write(to writer: inout EventWriter) {
    JSONValue(self).write(to: &writer)
  }

  init(_ node: JSONNode) throws {
    let members = try JSONObject(node).members.map { ($0.key, $0.value.string ?? "") }
    self.init(members) { $1 }
  }
}

extension IncidentType: LogField {
  func write(to writer: inout EventWriter) { rawValue.write(to: &writer) }

  init(_ node: JSONNode) throws {
    guard let type = IncidentType(rawValue: try String(node)) else { throw EventReader.Fault() }
    self = type
  }
}

// Values with several fields are arrays.

extension LoggedResource: LogField {
  func write(to writer: inout EventWriter) {
    writer.list([name, Data(bytes).base64EncodedString()])
  }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    name = try reader.next()
    guard let data = Data(base64Encoded: try reader.next() as String) else {
      throw EventReader.Fault()
    }
    bytes = Array(data)
  }
}

extension LoggedProcess: LogField {
  func write(to writer: inout EventWriter) {
    writer.raw("[\(key),")
    id.write(to: &writer)
    writer.raw(",\(version)]")
  }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self.init(key: try reader.next(), id: try reader.next(), version: try reader.next())
  }
}

extension LoggedDocument: LogField {
  func write(to writer: inout EventWriter) { writer.values(id, version, versionTag) }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self.init(id: try reader.next(), version: try reader.next(), versionTag: try reader.next())
  }
}

extension MessageTopic: LogField {
  func write(to writer: inout EventWriter) { writer.list([name, correlationKey]) }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self.init(name: try reader.next(), correlationKey: try reader.next())
  }
}

/// `[due, repetitions, months, milliseconds]`, and for a cron expression its text.
extension TimerSchedule: LogField {
  func write(to writer: inout EventWriter) {
    writer.raw("[\(due),")
    repetitions.write(to: &writer)
    switch cycle {
    case .interval(let interval): writer.raw(",\(interval.months),\(interval.milliseconds)]")
    case .cron(let cron):
      writer.raw(",0,0,")
      cron.text.write(to: &writer)
      writer.raw("]")
    }
  }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    due = try reader.next()
    repetitions = try reader.next()
    cycle = .interval(
      CalendarDuration(months: try reader.next(), milliseconds: try reader.next()))
    if let text: String = try reader.nextIfAny() {
      guard let cron = CronExpression(text) else { throw EventReader.Fault() }
      cycle = .cron(cron)
    }
  }
}
