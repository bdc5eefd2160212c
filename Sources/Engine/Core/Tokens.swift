/// The tokens on the sequence flows of a scope that have not reached an element yet.
struct Tokens: Sendable, Equatable {
  struct Entry: Sendable, Equatable {
    let flow: FlowIndex
    var count: Int
  }

  /// By flow; few flows have tokens at the same time.
  private(set) var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  func contains(_ flow: FlowIndex) -> Bool { entries.contains { $0.flow == flow } }

  mutating func add(_ flow: FlowIndex) {
    let index = entries.firstIndex { $0.flow >= flow } ?? entries.count
    if index < entries.count, entries[index].flow == flow {
      entries[index].count += 1
    } else {
      entries.insert(Entry(flow: flow, count: 1), at: index)
    }
  }

  mutating func remove(_ flow: FlowIndex) {
    guard let index = entries.firstIndex(where: { $0.flow == flow }) else { return }
    if entries[index].count > 1 {
      entries[index].count -= 1
    } else {
      entries.remove(at: index)
    }
  }
}
