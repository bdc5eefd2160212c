import EngineProtocol

/// Scheduled events, ordered by time and then by key.
struct Agenda: Sendable, Equatable {
  enum Kind: Sendable {
    case timer, startTimer, jobTimeout, jobBackoff, messageExpiry
  }

  struct Entry: Sendable, Equatable {
    /// Milliseconds since 1970.
    let time: Int64
    /// The key of the timer, job or message.
    let key: EngineKey
    let kind: Kind
  }

  /// Latest first, so that removing the next entry is cheap.
  private var entries: [Entry] = []

  var next: Entry? { entries.last }

  mutating func add(_ time: Int64, _ key: EngineKey, _ kind: Kind) {
    entries.insert(Entry(time: time, key: key, kind: kind), at: position(time, key))
  }

  mutating func remove(_ time: Int64, _ key: EngineKey) {
    let index = position(time, key)
    if index < entries.count, entries[index].time == time, entries[index].key == key {
      entries.remove(at: index)
    }
  }

  /// The first index whose entry is not later.
  private func position(_ time: Int64, _ key: EngineKey) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      let entry = entries[middle]
      if (entry.time, entry.key) > (time, key) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
