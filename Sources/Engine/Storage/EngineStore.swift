/// Where an engine keeps its log.
package enum EngineStore: Sendable {
  /// Nowhere: what runs ends with the engine.
  case memory
  /// In an SQLite file, which is made if it does not exist.
  case file(String, durability: EngineDurability = .full)
}

/// What an acknowledged command survives.
package enum EngineDurability: String, Sendable, CaseIterable {
  /// The loss of power: every commit waits until the disk has it.
  case full
  /// The end of the process, by force too; the last commits may be lost with the power.
  case fast
}

/// What one command has changed: a row of the log.
struct LogEntry: Sendable {
  /// Milliseconds since 1970.
  var time: Int64
  var command: String
  var events: [Event]
}
