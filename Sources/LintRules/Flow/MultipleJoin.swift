import BPMN
import Diagnostics
import Linting
import ProjectModel

extension LintRule {
  /// # flow/multiple-join
  ///
  /// The branches of a parallel gateway should be joined by a parallel gateway before work
  /// continues.
  ///
  /// An exclusive gateway, or an element with several incoming flows, passes every token on. After
  /// a parallel split, everything that follows then happens once per branch: two emails, two
  /// bookings. Join the branches with a parallel gateway. The rule does not report branches that
  /// only share an end event, or cases where several tokens are uncertain.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:parallelGateway id="split" />
  /// 1️⃣<bpmn:userTask id="book" />
  /// <bpmn:sequenceFlow id="s" sourceRef="start" targetRef="split" />
  /// <bpmn:sequenceFlow id="a" sourceRef="split" targetRef="book" />
  /// <bpmn:sequenceFlow id="b" sourceRef="split" targetRef="book" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:parallelGateway id="split" />
  /// <bpmn:parallelGateway id="join" />
  /// <bpmn:userTask id="book" />
  /// <bpmn:sequenceFlow id="s" sourceRef="start" targetRef="split" />
  /// <bpmn:sequenceFlow id="a" sourceRef="split" targetRef="join" />
  /// <bpmn:sequenceFlow id="b" sourceRef="split" targetRef="join" />
  /// <bpmn:sequenceFlow id="c" sourceRef="join" targetRef="book" />
  /// ```
  static let multipleJoin = LintRule("flow/multiple-join", .warning) { input in
    let splits = input.model.elements.filter {
      $0.type.isFlowNode && !$0.type.isExclusiveSplit && $0.outgoing.count > 1
    }
    guard !splits.isEmpty else { return [] }
    let reach = input.diagram.reach
    var seen: Set<BPMNElement> = []
    let scopes = splits.compactMap(\.scope).filter { seen.insert($0).inserted }
    return scopes.flatMap { scope -> [Diagnostic] in
      guard reach.contains(scope), scope.type != .adHocSubProcess else { return [] }
      var graph = ScopeGraph(scope, reach)
      graph.reduce(merging: false)
      return graph.uncontrolledJoins.map { input.runsSeveralTimes($0.join, $0.split, $0.flows) }
    }
  }
}

extension ElementType {
  fileprivate var isExclusiveSplit: Bool {
    self == .exclusiveGateway || self == .eventBasedGateway || self == .inclusiveGateway
      || self == .complexGateway
  }
}

extension ScopeGraph {
  fileprivate struct UncontrolledJoin {
    var join: BPMNElement
    var split: BPMNElement
    var flows: [BPMNElement]
  }

  /// The joins that pass each token of a parallel split on separately, with work after them.
  fileprivate var uncontrolledJoins: [UncontrolledJoin] {
    nodes.flatMap { split -> [UncontrolledJoin] in
      guard split.kind == .parallel, split.outs.count > 1, let element = split.element else {
        return []
      }
      let byTarget = Dictionary(grouping: split.outs) { edges[$0].to }
      return byTarget.sorted { $0.key < $1.key }.compactMap { target, branches in
        guard branches.count > 1, nodes[target].kind == .exclusive, hasWork(after: target),
          let join = nodes[target].element
        else { return nil }
        return UncontrolledJoin(
          join: join, split: element, flows: branches.compactMap { edges[$0].flow })
      }
    }
  }

  /// Whether any work is done after a join before the tokens are joined or end.
  private func hasWork(after join: Int) -> Bool {
    var current = join
    var seen: Set<Int> = []
    while seen.insert(current).inserted {
      guard nodes[current].outs.count == 1, let edge = nodes[current].outs.first else {
        return false
      }
      let target = edges[edge].to
      if target == Self.terminal { return false }
      if edges[edge].hasWork || nodes[current].isWork { return true }
      if target == Self.exit { return false }
      if nodes[target].ins.count == 1 { return true }
      guard nodes[target].kind == .exclusive else { return false }
      current = target
    }
    return false
  }
}

extension RuleInput {
  fileprivate func runsSeveralTimes(
    _ join: BPMNElement, _ split: BPMNElement, _ flows: [BPMNElement]
  ) -> Diagnostic {
    finding(
      "\(flows.count) branches of \"\(split.label)\" meet at \"\(join.label)\" without being joined: "
        + "\(join.type.isGateway ? "what follows" : "it") is executed \(flows.count) times",
      help: "Join the branches with a parallel gateway before this element.", on: join,
      notes: [Diagnostic.Note(message: "the branches begin here", location: split.location)])
  }
}
