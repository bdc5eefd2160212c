import Webhooks
import ProjectModel
import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # flow/stuck-join
  ///
  /// No branch of a parallel split ends before the gateway that joins it.
  ///
  /// The joining gateway waits for every branch. Where a branch may end before, at an exclusive
  /// gateway or after an error on the border of a task, the other branches' tokens wait there
  /// forever and the instance never ends. Lead that way to the join too, or end the whole process or
  /// sub-process with a terminate or error end event. A process or sub-process that something may
  /// interrupt from outside is not reported.
  ///
  /// Severity: warning
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:parallelGateway id="split" />
  /// <bpmn:exclusiveGateway id="check" default="no" />
  /// 1️⃣<bpmn:parallelGateway id="join" />
  /// <bpmn:endEvent id="stop" />
  /// <bpmn:sequenceFlow id="s" sourceRef="start" targetRef="split" />
  /// <bpmn:sequenceFlow id="a" sourceRef="split" targetRef="check" />
  /// <bpmn:sequenceFlow id="b" sourceRef="split" targetRef="join" />
  /// <bpmn:sequenceFlow id="yes" sourceRef="check" targetRef="join"><bpmn:conditionExpression>=ok</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="no" sourceRef="check" targetRef="stop" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:parallelGateway id="split" />
  /// <bpmn:exclusiveGateway id="check" default="no" />
  /// <bpmn:parallelGateway id="join" />
  /// <bpmn:endEvent id="stop"><bpmn:terminateEventDefinition /></bpmn:endEvent>
  /// <bpmn:sequenceFlow id="s" sourceRef="start" targetRef="split" />
  /// <bpmn:sequenceFlow id="a" sourceRef="split" targetRef="check" />
  /// <bpmn:sequenceFlow id="b" sourceRef="split" targetRef="join" />
  /// <bpmn:sequenceFlow id="yes" sourceRef="check" targetRef="join"><bpmn:conditionExpression>=ok</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="no" sourceRef="check" targetRef="stop" />
  /// ```
  static let stuckJoin = LintRule("flow/stuck-join", .warning) { input in
    let joins = input.model.elements(.parallelGateway).filter { $0.incoming.count > 1 }
    guard !joins.isEmpty else { return [] }
    let reach = input.diagram.reach
    var seen: Set<BPMNElement> = []
    let scopes = joins.compactMap(\.scope).filter { seen.insert($0).inserted }
    return scopes.flatMap { scope -> [Diagnostic] in
      guard reach.contains(scope), scope.type != .adHocSubProcess, !scope.mayBeInterrupted
      else { return [] }
      var graph = ScopeGraph(scope, reach)
      graph.reduce(merging: true)
      return graph.stuckJoins.map { input.waitsForEndedBranch($0.join, $0.check, $0.way) }
    }
  }
}

extension BPMNElement {
  /// Whether tokens inside may end together before they come to an end.
  fileprivate var mayBeInterrupted: Bool {
    if attachedEvents.contains(where: \.isInterrupting) { return true }
    if let scope, scope.mayBeInterrupted { return true }
    return children.contains { child in
      switch child.type {
      case .endEvent:
        return child.eventDefinitions.contains {
          [
            .terminateEventDefinition, .errorEventDefinition, .escalationEventDefinition,
            .cancelEventDefinition,
          ].contains($0.type)
        }
      case _ where child.isTriggeredByEvent:
        return child.children(.startEvent).contains(where: \.isInterrupting)
      default: return false
      }
    }
  }
}

extension ScopeGraph {
  fileprivate struct StuckJoin {
    var join: BPMNElement
    /// Where the token may take the way that ends.
    var check: BPMNElement
    /// The way that ends.
    var way: BPMNElement?
  }

  /// Joins that one branch of a split leads to and another may miss.
  ///
  /// The branch that may miss it comes from the split alone, and goes on to the join or to an end
  /// and nowhere else; and the split happens once.
  fileprivate var stuckJoins: [StuckJoin] {
    nodes.indices.compactMap { index in
      let check = nodes[index]
      guard check.kind == .exclusive, check.ins.count == 1, check.outs.count > 1 else { return nil }
      let split = edges[check.ins[0]].from
      guard nodes[split].kind == .parallel, happensOnce(split) else { return nil }
      let ends = check.outs.filter { edges[$0].to == Self.exit }
      let targets = Set(check.outs.map { edges[$0].to }.filter { $0 != Self.exit })
      guard let end = ends.first, targets.count == 1, let join = targets.first,
        nodes[join].kind == .parallel, nodes[join].ins.contains(where: { edges[$0].from == split }),
        let element = nodes[join].element
      else { return nil }
      let place = check.element ?? edges[end].flow?.flowSource
      return place.map { StuckJoin(join: element, check: $0, way: edges[end].flow) }
    }
  }

  /// Whether one token comes to a node at most: only exclusive splits stand before it.
  private func happensOnce(_ node: Int) -> Bool {
    var current = node
    while current != Self.entry {
      guard nodes[current].ins.count == 1, let way = nodes[current].ins.first else { return false }
      current = edges[way].from
      guard nodes[current].kind == .exclusive else { return false }
    }
    return true
  }
}

extension RuleInput {
  fileprivate func waitsForEndedBranch(
    _ join: BPMNElement, _ check: BPMNElement, _ way: BPMNElement?
  ) -> Diagnostic {
    finding(
      "\"\(join.label)\" waits forever when the token at \"\(check.label)\" takes the way to an end "
        + "instead",
      help: "Lead that way to the join too, or end it with a terminate or error end event.",
      on: join,
      notes: [
        Diagnostic.Note(
          message: "the way that ends", location: (way ?? check).location)
      ])
  }
}
