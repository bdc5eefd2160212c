/// Where an engine stores its log.
package enum EngineStore: Sendable {
  /// Not stored: instances are lost when the engine closes.
  case memory
  /// In an SQLite file, which is created if needed.
  case file(String, durability: EngineDurability = .full)
}

/// What an acknowledged command survives.
package enum EngineDurability: String, Sendable, CaseIterable {
  /// Power loss: every commit waits for the disk.
  case full
  /// The end of the process, even when killed; the last commits may be lost on power loss.
  case fast
}

/// The changes of one command: a row of the log.
struct LogEntry: Sendable {
  /// Milliseconds since 1970.
  var time: Int64
  var command: String
  var events: [Event]
}
