/// The strongly connected components of a directed graph.
package enum StrongComponents {
  /// Tarjan's algorithm without recursion.
  /// - Parameter next: the successors of each node.
  package static func find(_ next: [[Int]]) -> [[Int]] {
    var components: [[Int]] = []
    var order = [Int](repeating: -1, count: next.count)
    var lowest = order
    var isOpen = [Bool](repeating: false, count: next.count)
    var open: [Int] = []
    var count = 0
    for root in next.indices where order[root] < 0 {
      var path: [(node: Int, edge: Int)] = [(root, 0)]
      while let (node, edge) = path.last {
        if edge == 0 {
          order[node] = count
          lowest[node] = count
          count += 1
          open.append(node)
          isOpen[node] = true
        }
        if edge < next[node].count {
          path[path.count - 1].edge += 1
          let target = next[node][edge]
          if order[target] < 0 {
            path.append((target, 0))
          } else if isOpen[target] {
            lowest[node] = min(lowest[node], order[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
        guard lowest[node] == order[node] else { continue }
        var component: [Int] = []
        while let member = open.popLast() {
          isOpen[member] = false
          component.append(member)
          if member == node { break }
        }
        components.append(component)
      }
    }
    return components
  }
}
