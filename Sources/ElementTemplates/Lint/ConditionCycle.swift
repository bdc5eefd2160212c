import JSON

/// # template/condition-cycle
///
/// Conditions of properties should not form a cycle.
///
/// Whether such properties are active depends on the order in which a tool evaluates them, and some
/// tools never finish.
///
/// Severity: warning
///
/// Bad:
/// ```json
/// "properties": [
///   {"id": "a", "type": "String", "condition": 1️⃣{"property": "a", "equals": "x"},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
///
/// Good:
/// ```json
/// "properties": [
///   {"id": "b", "type": "String",
///    "binding": {"type": "zeebe:input", "name": "y"}},
///   {"id": "a", "type": "String", "condition": {"property": "b", "equals": "x"},
///    "binding": {"type": "zeebe:input", "name": "x"}}
/// ]
/// ```
enum ConditionCycle {
  static func check(_ template: ElementTemplate, _ report: inout SchemaReport) {
    let edges = template.properties.map { property in
      Set(
        (property.condition?.clauses ?? []).compactMap { template.property(id: $0.property)?.index }
      )
    }
    for (index, property) in template.properties.enumerated() {
      guard let condition = property.condition, let cycle = cycle(from: index, edges) else {
        continue
      }
      // A cycle is reported once, at its first property.
      guard cycle.min() == index else { continue }
      let titles = cycle.map { template.properties[$0].numberedTitle }
      report.add(
        titles.count == 1
          ? "\(titles[0]) depends on itself"
          : "these properties depend on each other: \(titles.listed)", at: condition.json)
    }
  }

  /// The shortest path along the edges that leads back.
  private static func cycle(from start: Int, _ edges: [Set<Int>]) -> [Int]? {
    var cameFrom: [Int: Int] = [:]
    var queue = [start]
    while !queue.isEmpty {
      let index = queue.removeFirst()
      if edges[index].contains(start) {
        var path = [index]
        while path[0] != start, let previous = cameFrom[path[0]] { path.insert(previous, at: 0) }
        return path
      }
      for next in edges[index].sorted() where next != start && cameFrom[next] == nil {
        cameFrom[next] = index
        queue.append(next)
      }
    }
    return nil
  }
}
