import EngineProtocol

/// The open subscriptions of a topic by process, because a process receives a message only once.
struct Audience: Sendable, Equatable {
  struct Group: Sendable, Equatable {
    let process: String
    var subscriptions: SortedSet<EngineKey>
  }

  /// By process id; none is empty.
  private(set) var groups: [Group] = []

  var isEmpty: Bool { groups.isEmpty }

  mutating func add(_ subscription: EngineKey, of process: String) {
    let index = groups.firstIndex { $0.process >= process } ?? groups.count
    if index < groups.count, groups[index].process == process {
      groups[index].subscriptions.insert(subscription)
    } else {
      groups.insert(
        Group(process: process, subscriptions: SortedSet(CollectionOfOne(subscription))), at: index)
    }
  }

  mutating func remove(_ subscription: EngineKey, of process: String) {
    guard let index = groups.firstIndex(where: { $0.process == process }) else { return }
    groups[index].subscriptions.remove(subscription)
    if groups[index].subscriptions.isEmpty { groups.remove(at: index) }
  }
}
