import EngineProtocol

/// Where a process starts to look for the next buffered message of a topic: it has received all
/// messages before that. Only saves time; may be dropped.
struct MessageCursors: Sendable {
  private struct Reader: Hashable {
    let topic: MessageTopic
    let process: String
  }

  private var cursors: [Reader: EngineKey] = [:]
  private static let limit = 10_000

  subscript(topic: MessageTopic, process: String) -> EngineKey {
    get { cursors[Reader(topic: topic, process: process)] ?? 0 }
    set {
      if cursors.count >= Self.limit { cursors.removeAll() }
      cursors[Reader(topic: topic, process: process)] = newValue
    }
  }
}
