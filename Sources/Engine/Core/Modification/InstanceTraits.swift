import EngineProtocol
import JSON

/// What a process instance was created with, besides its variables.
struct InstanceTraits: Sendable, Equatable {
  /// The instance is terminated when one of these elements has ended.
  var halts: [NodeIndex] = []
  /// Nil for none.
  var businessID: String?
  var tags: [String] = []
}

extension InstanceTraits {
  /// - Throws: `.invalidArgument` for an id that is empty or too long.
  static func checked(businessID: String) throws(EngineError) -> String {
    guard !businessID.isEmpty, businessID.count <= 256 else {
      throw EngineError(
        .invalidArgument,
        "A business id must have from 1 to 256 characters, not \(businessID.count).")
    }
    return businessID
  }

  /// - Throws: `.invalidArgument` for too many tags, for the same twice and for a malformed one.
  static func checked(tags: [String]) throws(EngineError) -> [String] {
    guard tags.count <= 10, Set(tags).count == tags.count else {
      throw EngineError(.invalidArgument, "An instance can have up to 10 tags, each of them once.")
    }
    for tag in tags where !isTag(tag) {
      throw EngineError(
        .invalidArgument,
        "The tag '\(tag)' must have up to 100 letters, digits, '_', '-', ':' and '.', and start with "
          + "a letter.")
    }
    return tags
  }

  private static func isTag(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    func isLetter(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    guard let first = bytes.first, isLetter(first), bytes.count <= 100 else { return false }
    return bytes.allSatisfy { byte in
      isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || Array("_-:.".utf8).contains(byte)
    }
  }
}

extension Processor {
  /// A called instance has the business id of the calling one.
  mutating func inheritTraits(_ called: EngineKey, from caller: EngineKey) {
    guard !state.traits.isEmpty, let instance = state.elements[caller]?.instance,
      let id = state.traits[instance]?.businessID
    else { return }
    emit(.instanceTraitsSet(key: called, traits: InstanceTraits(businessID: id)))
  }

  /// Assigns a business id to an instance that has none. The same id again changes nothing.
  mutating func assign(businessID: String, to instance: EngineKey) throws(EngineError) {
    let id = try InstanceTraits.checked(businessID: businessID)
    guard state.elements[instance]?.caller == nil else {
      throw EngineError(
        .invalidState,
        "Process instance \(instance) was started by a call activity; assign the business id to the "
          + "calling instance before.")
    }
    var traits = state.traits[instance] ?? InstanceTraits()
    guard traits.businessID == nil || traits.businessID == id else {
      throw EngineError(
        .invalidState, "Process instance \(instance) already has another business id.")
    }
    guard traits.businessID == nil else { return }
    traits.businessID = id
    emit(.instanceTraitsSet(key: instance, traits: traits))
  }
}

extension InstanceTraits: LogField {
  func write(to writer: inout EventWriter) { writer.values(halts, businessID, tags) }

  init(_ node: JSONNode) throws {
    var reader = EventReader(fields: node.items[...])
    halts = try reader.next()
    businessID = try reader.next()
    tags = try reader.next()
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
