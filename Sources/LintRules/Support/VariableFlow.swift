import BPMN
import ProjectModel

/// The variables that may have been set when a token reaches an element of one process.
///
/// Variables stay set, so a name is known wherever a path leads from an element that sets it. In a
/// process with concurrent tokens, anything may happen before anything else.
struct VariableFlow {
  private let elements: [BPMNElement]
  private let effects: [Int: VariableEffect]
  /// The next positions of a token from each position; see `done`.
  private let next: [[Int]]
  private let position: [Int: Int]
  private let isConcurrent: Bool
  /// The positions before which unknown variables may have been set.
  private var isOpenBefore: [Bool] = []

  /// The names that the process sets for more than one element.
  let written: Set<String>
  /// The names that exist for any element.
  let local: Set<String>

  init(_ process: BPMNElement, _ reach: TokenReach) {
    let elements = [process] + process.descendants.filter(\.type.isFlowNode)
    self.elements = elements
    var position: [Int: Int] = [:]
    for (place, element) in elements.enumerated() { position[element.index] = place }
    self.position = position
    let effects = elements.map(VariableEffect.init)
    self.effects = Dictionary(
      uniqueKeysWithValues: zip(elements.map(\.index), effects))
    written = effects.reduce(into: []) { $0.formUnion($1.written) }
    local = effects.reduce(into: []) { $0.formUnion($1.local) }
    isConcurrent = elements.contains { $0.runsBeside(reach) }
    next =
      elements.indices.map { place in
        let element = elements[place]
        var targets = element.type.isFlowElementsContainer ? reach.starts(of: element) : []
        if !element.type.isFlowElementsContainer { targets += reach.successors(of: element) }
        let inner = targets.compactMap { position[$0.index] }
        let around = element.scope.flatMap { position[$0.index] }.map { [elements.count + $0] }
        return inner + (around ?? [])
      }
      + elements.map { element in
        // Done: a process or sub-process in which something has started.
        guard element.type.isSubProcess else { return [] }
        let around = element.scope.flatMap { position[$0.index] }.map { [elements.count + $0] }
        return reach.successors(of: element).compactMap { position[$0.index] } + (around ?? [])
      }
    // Without a start event, the initial variables of the process are unknown.
    let hasStart = process.children.contains { $0.type == .startEvent }
    isOpenBefore =
      hasStart
      ? reached(from: effects.indices.filter { effects[$0].isOpen })
      : [Bool](repeating: true, count: next.count)
  }

  /// The positions after any of these, and the sub-processes that are done by then.
  private func reached(from places: [Int]) -> [Bool] {
    if isConcurrent, !places.isEmpty { return [Bool](repeating: true, count: next.count) }
    var reached = [Bool](repeating: false, count: next.count)
    // Listeners of a sub-process may set variables before or after its content.
    var open = places.flatMap { next[$0] + next[elements.count + $0] }
    while let place = open.popLast() {
      guard !reached[place] else { continue }
      reached[place] = true
      open += next[place]
    }
    return reached
  }

  /// Whether unnamed variables may exist when a token reaches an element, or when it has completed.
  func isOpen(_ element: BPMNElement, isAfter: Bool) -> Bool {
    place(element, isAfter: isAfter).map { isOpenBefore[$0] } ?? true
  }

  private func place(_ element: BPMNElement, isAfter: Bool) -> Int? {
    position[element.index].map {
      isAfter && element.type.isSubProcess ? elements.count + $0 : $0
    }
  }

  func effect(of element: BPMNElement) -> VariableEffect? { effects[element.index] }

  /// Whether a name may have been set when a token reaches an element, or when it has completed.
  func reached(by name: String) -> (_ element: BPMNElement, _ isAfter: Bool) -> Bool {
    let writers = elements.indices.filter {
      effects[elements[$0].index]?.written.contains(name) == true
    }
    let places = reached(from: writers)
    return { element, isAfter in place(element, isAfter: isAfter).map { places[$0] } ?? true }
  }
}

extension BPMNElement {
  /// Whether concurrent tokens may arise here.
  fileprivate func runsBeside(_ reach: TokenReach) -> Bool {
    if isTriggeredByEvent || type == .adHocSubProcess || isForCompensation { return true }
    if type == .boundaryEvent { return !isInterrupting }
    guard type.isFlowNode, type != .exclusiveGateway, type != .eventBasedGateway else {
      return false
    }
    return outgoing.count > 1
  }
}
