import BPMN
import ProjectModel

/// The paths of tokens through one process or sub-process, as a graph that can be reduced.
///
/// Nodes join and split; edges connect them. Each element becomes a joining and a splitting node,
/// with one between them if boundary events may take the token. `reduce` replaces each part that
/// takes one token and returns one token by a single edge; what remains are the parts without
/// matching splits and joins.
struct ScopeGraph {
  /// How many tokens a join consumes, or a split produces.
  enum Kind: Sendable {
    /// One.
    case exclusive
    /// One for each edge.
    case parallel
    /// Depends on conditions and events.
    case other
  }

  struct Node {
    var element: BPMNElement?
    var kind: Kind
    var ins: [Int] = []
    var outs: [Int] = []
    /// Whether work is done here that matters if it is done twice.
    var isWork = false
  }

  struct Edge {
    var from: Int
    var to: Int
    /// The sequence flow with which it arrives.
    var flow: BPMNElement?
    /// Whether it passes work that matters if it is done twice.
    var hasWork = false
    /// Its index in the outgoing edges of `from`, and in the incoming edges of `to`.
    fileprivate var outPlace: Int
    fileprivate var inPlace: Int
  }

  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []

  /// Where tokens come from, where they end, and where they also end other tokens.
  static let entry = 0
  static let exit = 1
  static let terminal = 2

  private var joins: [Int: Int] = [:]

  init(_ scope: BPMNElement, _ reach: TokenReach) {
    let starts = reach.starts(of: scope).filter(Self.isOrdinary)
    let hasImplicitStarts = starts.contains { $0.type != .startEvent }
    nodes = [
      Node(kind: hasImplicitStarts ? .other : .exclusive), Node(kind: .other), Node(kind: .other),
    ]
    let elements = scope.children.filter {
      $0.type.isFlowNode && reach.contains($0) && Self.isOrdinary($0)
    }
    for element in elements {
      joins[element.index] = nodes.count
      nodes.append(Node(element: element, kind: element.joinKind, isWork: element.isWork))
    }
    for start in starts {
      if let node = joins[start.index] { connect(Self.entry, node) }
    }
    for element in elements { addExits(of: element, reach) }
  }

  private static func isOrdinary(_ element: BPMNElement) -> Bool {
    !element.isTriggeredByEvent && !element.isForCompensation && !element.isCompensationBoundary
  }

  private mutating func addExits(of element: BPMNElement, _ reach: TokenReach) {
    guard var last = joins[element.index] else { return }
    let events = element.attachedEvents.filter { joins[$0.index] != nil }
    if !events.isEmpty {
      let border = append(
        Node(kind: events.allSatisfy(\.isInterrupting) ? .exclusive : .other), after: last)
      for event in events {
        if let node = joins[event.index] { connect(border, node) }
      }
      last = border
    }
    let split = append(Node(element: element, kind: element.splitKind), after: last)
    var isEnd = true
    for flow in element.outgoing {
      guard let target = flow.flowTarget, let node = joins[target.index] else { continue }
      connect(split, node, flow)
      isEnd = false
    }
    for target in reach.linkTargets(of: element) {
      guard let node = joins[target.index] else { continue }
      connect(split, node)
      isEnd = false
    }
    if isEnd { connect(split, element.endsOthers ? Self.terminal : Self.exit) }
  }

  private mutating func append(_ node: Node, after previous: Int) -> Int {
    nodes.append(node)
    connect(previous, nodes.count - 1)
    return nodes.count - 1
  }

  private mutating func connect(_ from: Int, _ to: Int, _ flow: BPMNElement? = nil) {
    edges.append(
      Edge(
        from: from, to: to, flow: flow, outPlace: nodes[from].outs.count,
        inPlace: nodes[to].ins.count))
    nodes[from].outs.append(edges.count - 1)
    nodes[to].ins.append(edges.count - 1)
  }

  // MARK: Reduction

  /// Reduces the graph as far as possible without changing how many tokens go where.
  ///
  /// - Parameter merging: whether consecutive joins are merged into one, and consecutive splits
  /// likewise.
  mutating func reduce(merging: Bool) {
    var waiting = Array(nodes.indices)
    var isWaiting = [Bool](repeating: true, count: nodes.count)
    var next = 0
    while next < waiting.count {
      let node = waiting[next]
      next += 1
      isWaiting[node] = false
      for changed in reduce(at: node, merging: merging) where !isWaiting[changed] {
        isWaiting[changed] = true
        waiting.append(changed)
      }
    }
  }

  /// - Returns: the nodes to check again.
  private mutating func reduce(at index: Int, merging: Bool) -> [Int] {
    guard index > Self.terminal else { return removeParallels(from: index) }
    if let changed = contract(index) { return changed }
    var changed = removeParallels(from: index)
    if nodes[index].ins.count == 1 {
      let edge = nodes[index].ins[0]
      let before = edges[edge].from
      changed += removeLoop(from: index, to: before)
      if merging, before > Self.terminal, nodes[index].kind == nodes[before].kind,
        nodes[index].kind != .other, before != index
      {
        if nodes[before].outs.count > 1, nodes[index].outs.count > 1 {
          changed += moveOuts(of: index, to: before, along: edge)
        }
      }
    }
    if nodes[index].outs.count == 1, merging, let edge = nodes[index].outs.first {
      let after = edges[edge].to
      if after > Self.terminal, after != index, nodes[index].kind == nodes[after].kind,
        nodes[index].kind != .other, nodes[after].ins.count > 1, nodes[after].outs.count == 1,
        nodes[index].ins.count > 1
      {
        changed += moveIns(of: index, to: after, along: edge)
      }
    }
    return changed
  }

  /// A node with one incoming and one outgoing edge becomes part of an edge.
  private mutating func contract(_ index: Int) -> [Int]? {
    guard nodes[index].ins.count == 1, nodes[index].outs.count == 1 else { return nil }
    let (before, after) = (nodes[index].ins[0], nodes[index].outs[0])
    guard before != after else { return nil }
    edges[before].hasWork =
      edges[before].hasWork || edges[after].hasWork || nodes[index].isWork
    edges[before].flow = edges[after].flow ?? edges[before].flow
    let target = edges[after].to
    edges[before].to = target
    edges[before].inPlace = edges[after].inPlace
    nodes[target].ins[edges[after].inPlace] = before
    nodes[index].ins = []
    nodes[index].outs = []
    return [edges[before].from, target]
  }

  /// Parallel edges that together carry one token become one edge.
  private mutating func removeParallels(from index: Int) -> [Int] {
    guard nodes[index].outs.count > 1 else { return [] }
    var first: [Int: Int] = [:]
    var removed: [Int] = []
    for edge in nodes[index].outs {
      let target = edges[edge].to
      if let kept = first[target] {
        guard matches(nodes[index].kind, nodes[target].kind) else { continue }
        edges[kept].hasWork = edges[kept].hasWork || edges[edge].hasWork
        removed.append(edge)
      } else {
        first[target] = edge
      }
    }
    return removed.isEmpty ? [] : remove(removed)
  }

  private func matches(_ split: Kind, _ join: Kind) -> Bool { split == join || join == .other }

  /// The back edge of a loop: one token remains one token however often it repeats.
  private mutating func removeLoop(from split: Int, to join: Int) -> [Int] {
    guard join > Self.terminal, split != join, nodes[split].kind == .exclusive,
      nodes[join].kind == .exclusive, nodes[join].outs.count == 1, nodes[split].outs.count > 1
    else { return [] }
    let back = nodes[split].outs.filter { edges[$0].to == join }
    guard !back.isEmpty, back.count < nodes[split].outs.count else { return [] }
    return remove(back)
  }

  private mutating func remove(_ removed: [Int]) -> [Int] {
    removed.flatMap { edge -> [Int] in
      let (from, to) = (edges[edge].from, edges[edge].to)
      // The last one takes the place of the removed one.
      if let last = nodes[from].outs.popLast(), last != edge {
        nodes[from].outs[edges[edge].outPlace] = last
        edges[last].outPlace = edges[edge].outPlace
      }
      if let last = nodes[to].ins.popLast(), last != edge {
        nodes[to].ins[edges[edge].inPlace] = last
        edges[last].inPlace = edges[edge].inPlace
      }
      return [from, to]
    }
  }

  private mutating func moveOuts(of index: Int, to before: Int, along edge: Int) -> [Int] {
    let changed = remove([edge])
    let outs = nodes[index].outs
    for out in outs {
      edges[out].from = before
      edges[out].outPlace = nodes[before].outs.count
      nodes[before].outs.append(out)
    }
    nodes[index].outs = []
    return changed + outs.map { edges[$0].to }
  }

  private mutating func moveIns(of index: Int, to after: Int, along edge: Int) -> [Int] {
    let changed = remove([edge])
    let ins = nodes[index].ins
    for incoming in ins {
      edges[incoming].to = after
      edges[incoming].inPlace = nodes[after].ins.count
      nodes[after].ins.append(incoming)
    }
    nodes[index].ins = []
    return changed + ins.map { edges[$0].from }
  }
}

extension BPMNElement {
  fileprivate var joinKind: ScopeGraph.Kind {
    switch type {
    case .parallelGateway: .parallel
    case .inclusiveGateway, .complexGateway: .other
    default: .exclusive
    }
  }

  fileprivate var splitKind: ScopeGraph.Kind {
    switch type {
    case .exclusiveGateway, .eventBasedGateway: .exclusive
    case .parallelGateway: .parallel
    case .inclusiveGateway, .complexGateway: .other
    default: outgoing.contains(where: \.isConditional) ? .other : .parallel
    }
  }

  /// Whether it does work that matters if it is done twice.
  fileprivate var isWork: Bool {
    type.isActivity
      || type.isEvent
        && eventDefinitions.contains {
          $0.type != .linkEventDefinition && $0.type != .terminateEventDefinition
        }
  }

  /// Whether this end may also end other tokens.
  fileprivate var endsOthers: Bool {
    type == .endEvent
      && eventDefinitions.contains {
        $0.type != .messageEventDefinition && $0.type != .signalEventDefinition
      }
  }
}
