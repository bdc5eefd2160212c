import EngineProtocol

/// Scheduled events, ordered by time and then by key.
struct Agenda: Sendable, Equatable {
  enum Kind: Sendable {
    case timer, startTimer, jobTimeout, jobBackoff, messageExpiry
  }

  struct Entry: Sendable, Comparable {
    /// Milliseconds since 1970.
    let time: Int64
    /// The key of the timer, job or message.
    let key: EngineKey
    let kind: Kind

    // A key is scheduled for one reason at a time.
    static func == (left: Entry, right: Entry) -> Bool {
      left.time == right.time && left.key == right.key
    }

    static func < (left: Entry, right: Entry) -> Bool {
      (left.time, left.key) < (right.time, right.key)
    }
  }

  private var entries = SortedSet<Entry>()

  var next: Entry? { entries.first }

  mutating func add(_ time: Int64, _ key: EngineKey, _ kind: Kind) {
    entries.insert(Entry(time: time, key: key, kind: kind))
  }

  mutating func remove(_ time: Int64, _ key: EngineKey) {
    entries.remove(Entry(time: time, key: key, kind: .timer))
  }
}
