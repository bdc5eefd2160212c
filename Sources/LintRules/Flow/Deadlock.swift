import BPMN
import Diagnostics
import Linting
import ProjectModel

extension LintRule {
  /// # flow/deadlock
  ///
  /// A parallel join must be able to receive a token on each incoming flow.
  ///
  /// A parallel gateway waits for a token on every incoming flow. If two of these flows exclude
  /// each other, because they come from different branches of an exclusive gateway, or if one
  /// starts at an element that is never reached, or only after the gateway itself, it waits forever
  /// and the instance never ends. Join what an exclusive gateway splits with an exclusive gateway.
  ///
  /// The rule only reports certain deadlocks: it skips parts of a diagram that may receive several
  /// tokens.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:exclusiveGateway id="which" default="b" />
  /// 1️⃣<bpmn:parallelGateway id="join" />
  /// <bpmn:sequenceFlow id="s" sourceRef="start" targetRef="which" />
  /// <bpmn:sequenceFlow id="a" sourceRef="which" targetRef="join"><bpmn:conditionExpression>=x</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="b" sourceRef="which" targetRef="join" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:exclusiveGateway id="which" default="b" />
  /// <bpmn:exclusiveGateway id="join" />
  /// <bpmn:sequenceFlow id="s" sourceRef="start" targetRef="which" />
  /// <bpmn:sequenceFlow id="a" sourceRef="which" targetRef="join"><bpmn:conditionExpression>=x</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// <bpmn:sequenceFlow id="b" sourceRef="which" targetRef="join" />
  /// ```
  static let deadlock = LintRule("flow/deadlock", .error) { input in
    let joins = input.model.elements(.parallelGateway).filter { $0.incoming.count > 1 }
    guard !joins.isEmpty else { return [] }
    let reach = input.diagram.reach
    var findings: [Diagnostic] = []
    var scopes: [BPMNElement] = []
    for join in joins where reach.contains(join) {
      let dead = join.incoming.filter { !($0.flowSource.map(reach.contains) ?? true) }
      if let flow = dead.first {
        findings.append(input.neverTaken(join, flow))
      } else if let scope = join.scope, !scopes.contains(scope), scope.type != .adHocSubProcess {
        scopes.append(scope)
      }
    }
    let reported = Set(findings.compactMap(\.element?.id))
    return findings
      + scopes.flatMap { scope -> [Diagnostic] in
        var graph = ScopeGraph(scope, reach)
        graph.reduce(merging: false)
        var found = JoinAnalysis(graph).deadlocks
        if found.isEmpty {
          // Without merging: merged joins would hide well-structured parts around them.
          graph.reduce(merging: true)
          found = JoinAnalysis(graph).deadlocks
        }
        return found.filter { !reported.contains($0.join.id ?? "") }.map { input.excluding($0) }
      }
  }
}

/// Finds pairs of incoming edges of a parallel join that never both get a token.
///
/// Before a join completes for the first time, two of its incoming edges can only both have a token
/// if some split turned one token into two and sent one to each. So if no split has different paths
/// to both, the join never completes. All paths are considered possible.
struct JoinAnalysis {
  struct Deadlock {
    var join: BPMNElement
    var flows: [BPMNElement?]
  }

  private(set) var deadlocks: [Deadlock] = []
  private let graph: ScopeGraph
  /// The outgoing edges of each node that may turn one token into several.
  private let splits: [[Int]]

  /// The work limit, since an unstructured graph may need quadratic time. Joins beyond it, and
  /// joins with more than 64 incoming paths, are not checked.
  private static let limit = 2_000_000

  init(_ graph: ScopeGraph) {
    self.graph = graph
    splits = graph.nodes.filter { $0.kind != .exclusive && $0.outs.count > 1 }.map(\.outs)
    var work = 0
    for (index, node) in graph.nodes.enumerated() {
      guard node.kind == .parallel, 2...64 ~= node.ins.count, let element = node.element,
        work < Self.limit
      else { continue }
      work += graph.nodes.count
      if let pair = exclusivePair(of: index, node) {
        deadlocks.append(
          Deadlock(join: element, flows: pair.map { graph.edges[node.ins[$0]].flow }))
      }
    }
  }

  /// The positions of two incoming edges that exclude each other.
  private func exclusivePair(of join: Int, _ node: ScopeGraph.Node) -> [Int]? {
    let reachable = reachableEdges(of: join, node)
    var together = [UInt64](repeating: 0, count: node.ins.count)
    for outs in splits {
      let reached = outs.map { outgoing -> UInt64 in
        let target = graph.edges[outgoing].to
        if target == join { return node.ins.firstIndex(of: outgoing).map { 1 << UInt64($0) } ?? 0 }
        return reachable[target]
      }
      let all = reached.reduce(0, |)
      guard all != 0 else { continue }
      for edge in node.ins.indices where all & (1 << UInt64(edge)) != 0 {
        let bit: UInt64 = 1 << UInt64(edge)
        let holders = reached.indices.filter { reached[$0] & bit != 0 }
        together[edge] |=
          holders.count > 1
          ? all : reached.indices.filter { $0 != holders[0] }.reduce(0) { $0 | reached[$1] }
      }
    }
    for one in node.ins.indices {
      for other in node.ins.indices.dropFirst(one + 1)
      where together[one] & (1 << UInt64(other)) == 0 {
        return [one, other]
      }
    }
    return nil
  }

  /// For each node, which incoming edges of the join are reached from it without passing the join.
  private func reachableEdges(of join: Int, _ node: ScopeGraph.Node) -> [UInt64] {
    var reachable = [UInt64](repeating: 0, count: graph.nodes.count)
    var open: [Int] = []
    for (position, edge) in node.ins.enumerated() {
      let from = graph.edges[edge].from
      guard from != join else { continue }
      reachable[from] |= 1 << UInt64(position)
      open.append(from)
    }
    while let current = open.popLast() {
      for edge in graph.nodes[current].ins {
        let from = graph.edges[edge].from
        guard from != join, reachable[from] | reachable[current] != reachable[from] else {
          continue
        }
        reachable[from] |= reachable[current]
        open.append(from)
      }
    }
    return reachable
  }
}

extension RuleInput {
  fileprivate func neverTaken(_ join: BPMNElement, _ flow: BPMNElement) -> Diagnostic {
    finding(
      "\"\(join.label)\" waits for a token from \"\(flow.flowSource?.label ?? "")\", which is never "
        + "reached: the gateway waits forever",
      help: "Connect \"\(flow.flowSource?.label ?? "")\", or delete the flow.", on: join,
      notes: [Diagnostic.Note(message: "the flow that is never taken", location: flow.location)])
  }

  fileprivate func excluding(_ deadlock: JoinAnalysis.Deadlock) -> Diagnostic {
    let names = deadlock.flows.compactMap { $0?.flowSource?.label }.map { "\"\($0)\"" }
    let sources =
      names.count == 2 && names[0] != names[1] ? " from \(names[0]) and \(names[1])" : ""
    return finding(
      "\"\(deadlock.join.label)\" waits forever for tokens\(sources) that never both arrive",
      help: "Join the branches of an exclusive gateway with an exclusive gateway.",
      on: deadlock.join,
      notes: deadlock.flows.compactMap { $0 }.map {
        Diagnostic.Note(message: "one of the mutually exclusive flows", location: $0.location)
      })
  }
}
