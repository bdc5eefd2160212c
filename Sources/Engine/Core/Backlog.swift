import EngineProtocol

/// The steps that commands did not get to: a queue for each process instance. The instances take
/// turns, so that one with much work does not block others.
struct Backlog: Sendable {
  private struct Queue: Sendable {
    var turn: Int
    var steps: ArraySlice<Step>
  }

  private struct Turn: Sendable, Comparable {
    let number: Int
    let instance: EngineKey

    static func < (left: Turn, right: Turn) -> Bool { left.number < right.number }
  }

  private var queues: [EngineKey: Queue] = [:]
  private var turns = SortedSet<Turn>()
  private var lastTurn = 0

  var isEmpty: Bool { queues.isEmpty }
  /// The instances in the order of their turns.
  var instances: some Sequence<EngineKey> { turns.lazy.map(\.instance) }

  func contains(_ instance: EngineKey) -> Bool { queues[instance] != nil }

  /// The steps of an instance, oldest first.
  func steps(of instance: EngineKey) -> ArraySlice<Step> { queues[instance]?.steps ?? [] }

  mutating func add(_ steps: [Step], of instance: EngineKey) {
    if queues[instance] == nil {
      let turn = nextTurn(of: instance)
      queues[instance] = Queue(turn: turn, steps: steps[...])
    } else {
      queues[instance]?.steps += steps
    }
  }

  /// Removes the oldest steps of an instance, whose next turn comes after those of the others.
  mutating func remove(_ count: Int, of instance: EngineKey) {
    guard let turn = queues[instance]?.turn, let left = queues[instance]?.steps.count else {
      return
    }
    turns.remove(Turn(number: turn, instance: instance))
    if count < left {
      let next = nextTurn(of: instance)
      queues[instance]?.turn = next
      queues[instance]?.steps.removeFirst(count)
    } else {
      queues[instance] = nil
    }
  }

  private mutating func nextTurn(of instance: EngineKey) -> Int {
    lastTurn += 1
    turns.insert(Turn(number: lastTurn, instance: instance))
    return lastTurn
  }
}

extension Backlog: Equatable {
  static func == (left: Backlog, right: Backlog) -> Bool {
    left.instances.elementsEqual(right.instances)
      && left.instances.allSatisfy { left.steps(of: $0).elementsEqual(right.steps(of: $0)) }
  }
}
