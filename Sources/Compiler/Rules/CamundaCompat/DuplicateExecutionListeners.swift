import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatDuplicateExecutionListeners = compat(
    "duplicate-execution-listeners", .error, "No listener stands twice",
    from: PlatformVersion(8, 6)
  ) { rule, element in
    let listeners = rule.listeners("executionListener", of: element).map {
      [$0.xml["eventType"], $0.xml["type"]]
    }
    return repeated(listeners).map { listener in
      rule.finding(
        "\"\(element.label)\" has the \(listener[0] ?? "") listener"
          + " \"\(listener[1] ?? "")\" more than once", element)
    }
  }

  /// Each value that stands more than once, in the order of their first places.
  static func repeated<Value: Hashable>(_ values: [Value]) -> [Value] {
    var counts: [Value: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    var told: Set<Value> = []
    return values.filter { counts[$0, default: 0] > 1 && told.insert($0).inserted }
  }
}
