import EngineProtocol
import JSON

/// What a process instance was created with, besides its variables.
struct InstanceTraits: Sendable, Equatable {
  /// The instance is terminated when one of these elements has ended.
  var halts: [NodeIndex] = []
}

extension InstanceTraits: LogField {
  func write(to writer: inout EventWriter) { writer.values(halts) }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    halts = try reader.next()
  }
}

// Instances that end with one of their elements (`runtimeInstructions`).

extension Processor {
  /// Notes that an element ends; `haltInstances` follows as soon as it has ended. In a loop, the
  /// body counts.
  mutating func noteEnd(of place: ElementTable.Place) {
    guard !state.traits.isEmpty, let traits = state.traits[state.elements[place].instance],
      traits.halts.contains(state.elements[place].node), state.elements[place].loopCounter == nil
    else { return }
    halting.append(state.elements[place].instance)
  }

  /// Terminates the instances that end with an element that has ended.
  /// - Returns: whether there were any.
  @discardableResult
  mutating func haltInstances() -> Bool {
    guard !halting.isEmpty else { return false }
    let instances = halting
    halting = []
    for instance in instances { terminate(instance) }
    // Other elements that end an instance may have been terminated with it.
    halting = []
    return true
  }
}
