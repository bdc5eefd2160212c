import EngineProtocol

/// Counts the elements that each instance activates without waiting.
struct VisitCounter: Sendable {
  private var counts: [EngineKey: Int] = [:]
  /// The instance that was counted last, because most commands concern only one.
  private var instance: EngineKey = 0
  private var count = 0
  private var counted: [EngineKey] = []

  /// Counts an element.
  /// - Returns: the number so far.
  mutating func add(_ instance: EngineKey) -> Int {
    if instance != self.instance {
      counts[self.instance] = count
      self.instance = instance
      count = counts[instance] ?? 0
      counted.append(instance)
    }
    count += 1
    return count
  }

  /// Forgets the elements that an instance has activated so far.
  mutating func reset(_ instance: EngineKey) {
    counts[instance] = nil
    if instance == self.instance { count = 0 }
  }

  /// Ends a command.
  /// - Returns: the instances counted in it.
  mutating func finish() -> [EngineKey] {
    defer {
      counts[instance] = count
      instance = 0
      count = 0
      counted = []
    }
    return counted
  }
}
