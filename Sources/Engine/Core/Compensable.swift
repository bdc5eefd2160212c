import EngineProtocol
import JSON

/// How an activity is compensated: the boundary event that occurs, and the activity that it starts.
struct Compensation: Sendable, Equatable {
  let boundary: NodeIndex
  let handler: NodeIndex
}

/// A completed activity that can be compensated, or that contains some.
struct Compensable: Sendable, Equatable {
  /// The completed element.
  let key: EngineKey
  let node: NodeIndex
  /// Nil for a scope that only contains compensable activities.
  let compensation: Compensation?
  let contents: [Compensable]

  /// Everything to be done to compensate it.
  var compensations: [Compensation] {
    [compensation].compactMap { $0 } + contents.flatMap(\.compensations)
  }
}

extension EngineState {
  /// Keeps an activity that completes, if a compensation event of its scope would compensate it. In
  /// a loop, the body as a whole is compensated.
  mutating func keepCompensable(_ place: ElementTable.Place, in scope: ElementTable.Place) {
    guard elements[place].compensator == nil else { return }
    let node = elements.node(at: place)
    let compensation = elements[place].loopCounter == nil ? node.compensation : nil
    guard compensation != nil || !elements[place].compensable.isEmpty else { return }
    let contents = elements[place].compensable
    elements[scope].compensable.append(
      Compensable(
        key: elements[place].key, node: node.index, compensation: compensation, contents: contents))
  }
}

extension Compensation: LogField {
  func write(to writer: inout EventWriter) { writer.list([boundary, handler]) }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self.init(boundary: try reader.next(), handler: try reader.next())
  }
}

extension Compensable: LogField {
  func write(to writer: inout EventWriter) { writer.values(key, node, compensation, contents) }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    self.init(
      key: try reader.next(), node: try reader.next(), compensation: try reader.next(),
      contents: try reader.next())
  }
}
