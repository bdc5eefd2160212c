import BPMN
import Diagnostics
import Linting
import ProjectModel

extension LintRule {
  /// # flow/unreachable
  ///
  /// Every element should be reachable from a start event.
  ///
  /// Execution begins at start events. An element that no flow, boundary event or link leads to is
  /// never executed; usually a sequence flow is missing or ends at the wrong element. The rule
  /// reports the first element of each disconnected part. In processes that are not executable or
  /// have no start events, elements without an incoming flow are treated as starts.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:endEvent id="end" />
  /// <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="end" />
  /// 1️⃣<bpmn:manualTask id="lost" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:manualTask id="found" />
  /// <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="found" />
  /// ```
  static let unreachable = LintRule("flow/unreachable", .warning) { input in
    let reach = input.diagram.reach
    let lost = input.model.elements.filter { node in
      node.type.isFlowNode && !reach.contains(node) && node.process != nil
        && (node.scope.map(reach.contains) ?? false)
    }
    guard !lost.isEmpty else { return [] }
    let led = Set(lost.flatMap(reach.successors))
    var seen: Set<BPMNElement> = []
    // First elements without incoming paths, then the remaining cycles by their first element.
    let heads = lost.filter { !led.contains($0) } + lost
    return heads.compactMap { head -> Diagnostic? in
      guard seen.insert(head).inserted else { return nil }
      var open = reach.successors(of: head)
      var count = 0
      while let node = open.popLast() {
        guard seen.insert(node).inserted else { continue }
        count += 1
        open += reach.successors(of: node)
      }
      let rest =
        count == 0
        ? "" : count == 1 ? " and the element after it" : " and the \(count) elements after it"
      return input.finding(
        "\"\(head.label)\"\(rest) cannot be reached from a start event",
        help: "Connect it, or delete it.", on: head)
    }
  }
}
