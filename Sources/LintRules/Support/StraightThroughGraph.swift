import BPMN
import ProjectModel
import XML

/// The graph of the elements that the engine completes without waiting, and its loops.
///
/// Loops are counted as Camunda's linter does: gateways, events and sub-processes are removed from
/// the graph by connecting their neighbors, and each path that leads back to an element on the path
/// to it is a loop. This takes more than linear time in a dense graph; beyond a limit, each
/// strongly connected component counts as one loop.
struct StraightThroughGraph {
  struct Loop {
    /// In flow order, beginning with a task, manual task or call activity.
    var elements: [BPMNElement]
  }

  private var nodes: [BPMNElement] = []
  private var targets: [[Int]] = []

  init(_ process: BPMNElement) {
    let passed = process.model.elements.dropFirst(process.index + 1).prefix {
      $0.process == process
    }.filter { Self.types.contains($0.type) }
    var indexes: [Int: Int] = [:]
    for element in passed { indexes[element.index] = -1 }
    func number(_ element: BPMNElement) -> Int? {
      guard let known = indexes[element.index] else { return nil }
      guard known < 0 else { return known }
      indexes[element.index] = nodes.count
      nodes.append(element)
      targets.append([])
      return nodes.count - 1
    }
    // The targets of an element follow it directly, as in Camunda's linter.
    for element in passed {
      guard let node = number(element) else { continue }
      targets[node] = Self.next(element, process).compactMap(number)
    }
  }

  private static let types: Set<ElementType> = [
    .callActivity, .manualTask, .task, .startEvent, .endEvent, .exclusiveGateway,
    .inclusiveGateway, .parallelGateway, .subProcess,
  ]

  /// The elements that make a cycle a loop: a cycle of gateways alone is not one.
  static let workTypes: Set<ElementType> = [.callActivity, .manualTask, .task]

  private static func next(_ element: BPMNElement, _ process: BPMNElement) -> [BPMNElement] {
    switch element.type {
    case .callActivity
    where process.id != nil && element.zeebe("calledElement")?["processId"] == process.id:
      process.children(.startEvent)
    case .subProcess: element.children(.startEvent)
    case .endEvent where element.parent?.type.isSubProcess == true:
      element.parent?.outgoing.compactMap(\.flowTarget) ?? []
    default: element.outgoing.compactMap(\.flowTarget)
    }
  }

  var loops: [Loop] {
    let knots = StrongComponents.find(targets).filter { knot in
      knot.contains { Self.workTypes.contains(nodes[$0].type) }
        && (knot.count > 1 || targets[knot[0]].contains(knot[0]))
    }
    guard !knots.isEmpty else { return [] }
    let isWork = nodes.map { Self.workTypes.contains($0.type) }
    if let paths = ContractedGraph(targets, isKept: isWork)?.loops {
      return paths.map { Loop(elements: $0.map { nodes[$0] }) }
    }
    return knots.map { knot in
      let first = knot.sorted().firstIndex { isWork[$0] } ?? 0
      let ordered = knot.sorted()
      return Loop(elements: (ordered[first...] + ordered[..<first]).map { nodes[$0] })
    }
  }
}
