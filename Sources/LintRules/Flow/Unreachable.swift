import ProjectModel
import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # flow/unreachable
  ///
  /// Every element can be reached from a start event.
  ///
  /// The engine begins at start events only. What no flow, boundary event or link leads to from
  /// there never happens; mostly a sequence flow was forgotten or ends at the wrong element. Reported
  /// is the first element of each part that is cut off. In a process that is not executable, and in
  /// one without start events, elements without an incoming flow count as starts.
  ///
  /// Severity: warning
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
    // First those that nothing leads to, then what is left: circles, by their first element.
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
        ? "" : count == 1 ? " and the element behind it" : " and the \(count) elements behind it"
      return input.finding(
        "no start event leads to \"\(head.label)\"\(rest): it never happens",
        help: "Connect it, or delete it.", on: head)
    }
  }
}
