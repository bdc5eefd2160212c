import BPMN
import Diagnostics
import Linting
import ProjectModel

extension LintRule {
  /// # flow/stuck-join
  ///
  /// No branch of a parallel split should end before the gateway that joins it.
  ///
  /// The joining gateway waits for every branch. If a branch may end earlier, at an exclusive
  /// gateway or after an error boundary event, the tokens of the other branches wait there forever
  /// and the instance never ends. Connect that path to the join as well, or end the process or
  /// sub-process with a terminate or error end event. Processes and sub-processes that may be
  /// interrupted from outside are not reported.
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
      return graph.stuckJoins.map { input.waitsForEndedBranch($0.join, $0.check, $0.endingFlow) }
    }
  }
}

extension BPMNElement {
  /// Whether something may interrupt all tokens inside before they reach an end.
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
    /// Where the token may take the path that ends.
    var check: BPMNElement
    /// The path that ends.
    var endingFlow: BPMNElement?
  }

  /// Joins that one branch of a split reaches and another may miss.
  ///
  /// The branch that may miss it comes only from the split, and leads only to the join or to an
  /// end; and the split happens once.
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
      return place.map { StuckJoin(join: element, check: $0, endingFlow: edges[end].flow) }
    }
  }

  /// Whether at most one token reaches a node: only exclusive splits precede it.
  private func happensOnce(_ node: Int) -> Bool {
    var current = node
    while current != Self.entry {
      guard nodes[current].ins.count == 1, let edge = nodes[current].ins.first else { return false }
      current = edges[edge].from
      guard nodes[current].kind == .exclusive else { return false }
    }
    return true
  }
}

extension RuleInput {
  fileprivate func waitsForEndedBranch(
    _ join: BPMNElement, _ check: BPMNElement, _ endingFlow: BPMNElement?
  ) -> Diagnostic {
    finding(
      "\"\(join.label)\" waits forever if the token at \"\(check.label)\" takes the path to an end "
        + "instead",
      help: "Connect that path to the join as well, or end it with a terminate or error end event.",
      on: join,
      notes: [
        Diagnostic.Note(
          message: "the path that ends", location: (endingFlow ?? check).location)
      ])
  }
}
