/// The sets of nodes of a graph that all reach each other, by Tarjan's algorithm without recursion.
struct StrongComponents {
  private(set) var components: [[Int]] = []

  init(_ targets: [[Int]]) {
    var order = [Int](repeating: -1, count: targets.count)
    var low = order
    var isOpen = [Bool](repeating: false, count: targets.count)
    var open: [Int] = []
    var counter = 0
    for root in targets.indices where order[root] < 0 {
      var path: [(node: Int, next: Int)] = [(root, 0)]
      while let (node, next) = path.last {
        if next == 0 {
          order[node] = counter
          low[node] = counter
          counter += 1
          open.append(node)
          isOpen[node] = true
        }
        if next < targets[node].count {
          path[path.count - 1].next += 1
          let target = targets[node][next]
          if order[target] < 0 {
            path.append((target, 0))
          } else if isOpen[target] {
            low[node] = min(low[node], order[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
        guard low[node] == order[node] else { continue }
        var component: [Int] = []
        while let member = open.popLast() {
          isOpen[member] = false
          component.append(member)
          if member == node { break }
        }
        components.append(component)
      }
    }
  }
}
