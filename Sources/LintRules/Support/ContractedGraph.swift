/// A graph in which some nodes are removed by connecting their neighbors, and its loops.
struct ContractedGraph {
  /// A connection from one remaining node to another, direct or through removed nodes.
  private struct Edge {
    var first = -1
    var over = -1
    var second = -1
  }

  private let isKept: [Bool]
  private var outgoing: [[(node: Int, edge: Int)]]
  private var incoming: [[(node: Int, edge: Int)]]
  private var edges: [Edge] = []
  private var isRemoved: [Bool]

  /// Nil if the work limit is exceeded.
  init?(_ targets: [[Int]], isKept: [Bool]) {
    self.isKept = isKept
    outgoing = Array(repeating: [], count: targets.count)
    incoming = outgoing
    isRemoved = Array(repeating: false, count: targets.count)
    var known: Set<Pair> = []
    for (node, next) in targets.enumerated() {
      for target in next where known.insert(Pair(from: node, to: target)).inserted {
        join(node, target, Edge())
      }
    }
    guard removeOthers(&known) else { return nil }
  }

  private struct Pair: Hashable {
    var from: Int
    var to: Int
  }

  private mutating func join(_ from: Int, _ to: Int, _ edge: Edge) {
    outgoing[from].append((to, edges.count))
    incoming[to].append((from, edges.count))
    edges.append(edge)
  }

  private mutating func removeOthers(_ known: inout Set<Pair>) -> Bool {
    var work = 50_000 + 20 * outgoing.count
    var isSeen = [Bool](repeating: false, count: outgoing.count)
    for root in outgoing.indices where !isSeen[root] {
      isSeen[root] = true
      var queue = [root]
      var place = 0
      while place < queue.count {
        let node = queue[place]
        place += 1
        if !isKept[node] {
          for (from, first) in incoming[node] where !isRemoved[from] {
            for (to, second) in outgoing[node] where !isRemoved[to] {
              work -= 1
              guard work > 0 else { return false }
              guard known.insert(Pair(from: from, to: to)).inserted else { continue }
              join(from, to, Edge(first: first, over: node, second: second))
            }
          }
          isRemoved[node] = true
        }
        for (target, _) in outgoing[node] where !isRemoved[target] && !isSeen[target] {
          isSeen[target] = true
          queue.append(target)
        }
      }
    }
    for node in outgoing.indices { outgoing[node].removeAll { isRemoved[$0.node] } }
    return true
  }

  /// Each path from a node back to itself or to an ancestor in the search tree.
  var loops: [[Int]] {
    var parents = [(node: Int, edge: Int)?](repeating: nil, count: outgoing.count)
    var order: [Int] = []
    var isSeen = isRemoved
    for root in outgoing.indices where !isSeen[root] {
      isSeen[root] = true
      var place = order.count
      order.append(root)
      while place < order.count {
        let node = order[place]
        place += 1
        for (target, edge) in outgoing[node] where !isSeen[target] {
          isSeen[target] = true
          parents[target] = (node, edge)
          order.append(target)
        }
      }
    }
    let spans = Self.spans(of: order, parents.map { $0?.node })
    return order.flatMap { node in
      outgoing[node].filter { spans[$0.node].contains(spans[node].lowerBound) }
        .map { path(from: $0.node, to: node, parents, back: $0.edge) }
    }
  }

  /// For each node, the numbers of its subtree in the search forest: they include those of all its
  /// descendants.
  private static func spans(of order: [Int], _ parents: [Int?]) -> [Range<Int>] {
    var sizes = [Int](repeating: 1, count: parents.count)
    for node in order.reversed() {
      if let parent = parents[node] { sizes[parent] += sizes[node] }
    }
    var starts = [Int](repeating: 0, count: parents.count)
    var next = 0
    var free = starts
    for node in order {
      if let parent = parents[node] {
        starts[node] = free[parent]
        free[parent] += sizes[node]
      } else {
        starts[node] = next
        next += sizes[node]
      }
      free[node] = starts[node] + 1
    }
    return parents.indices.map { starts[$0]..<(starts[$0] + sizes[$0]) }
  }

  /// The nodes of a loop. The beginning of a long loop is omitted to limit the cost of many long
  /// loops.
  private func path(
    from first: Int, to last: Int, _ parents: [(node: Int, edge: Int)?], back: Int
  ) -> [Int] {
    var reversed = Array(nodes(of: back).reversed())
    var node = last
    while node != first, reversed.count < 100, let (parent, edge) = parents[node] {
      reversed.append(node)
      reversed += nodes(of: edge).reversed()
      node = parent
    }
    return [first] + reversed.reversed()
  }

  /// The removed nodes along an edge.
  private func nodes(of edge: Int) -> [Int] {
    var result: [Int] = []
    var open: [(edge: Int, isNode: Bool)] = [(edge, false)]
    while let (item, isNode) = open.popLast(), result.count < 100 {
      if isNode {
        result.append(item)
      } else if edges[item].over >= 0 {
        open += [(edges[item].second, false), (edges[item].over, true), (edges[item].first, false)]
      }
    }
    return result
  }
}
