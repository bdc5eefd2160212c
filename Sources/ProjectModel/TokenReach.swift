package import BPMN

/// The elements of a model that a token can reach from the start events of its processes.
///
/// This is an overapproximation: every flow may be taken and every event may occur.
package struct TokenReach: Sendable {
  package private(set) var reached: [Bool]
  /// The link catch events of each scope, by name.
  private var linkTargets: [LinkKey: [BPMNElement]] = [:]
  private var thrownLinks: Set<LinkKey> = []

  private struct LinkKey: Hashable {
    var scope: Int?
    var name: String
  }

  package init(_ model: BPMNModel) {
    reached = [Bool](repeating: false, count: model.elements.count)
    for definition in model.elements(.linkEventDefinition) {
      guard let event = definition.parent, event.type.isEvent else { continue }
      let key = LinkKey(scope: event.scope?.index, name: definition.name ?? "")
      if event.type == .intermediateCatchEvent {
        linkTargets[key, default: []].append(event)
      } else {
        thrownLinks.insert(key)
      }
    }
    var open = model.processes
    while let element = open.popLast() {
      guard !reached[element.index] else { continue }
      reached[element.index] = true
      open += successors(of: element)
      if element.type.isFlowElementsContainer { open += starts(of: element) }
    }
  }

  package func contains(_ element: BPMNElement) -> Bool { reached[element.index] }

  /// The elements of the same scope that a token reaches next: along flows and links, and the
  /// boundary events.
  package func successors(of element: BPMNElement) -> [BPMNElement] {
    element.outgoing.compactMap(\.flowTarget) + element.attachedEvents
      + linkTargets(of: element)
  }

  /// The catch events that a link throw event leads to.
  package func linkTargets(of element: BPMNElement) -> [BPMNElement] {
    guard element.type == .intermediateThrowEvent || element.type == .endEvent,
      !linkTargets.isEmpty, let key = linkKey(element)
    else { return [] }
    return linkTargets[key] ?? []
  }

  private func linkKey(_ event: BPMNElement) -> LinkKey? {
    event.children.first { $0.type == .linkEventDefinition }
      .map { LinkKey(scope: event.scope?.index, name: $0.name ?? "") }
  }

  /// The elements where tokens start in an activated process or sub-process.
  package func starts(of scope: BPMNElement) -> [BPMNElement] {
    let nodes = scope.children.filter(\.type.isFlowNode)
    // Any element of an ad-hoc sub-process can be activated by its ID.
    if scope.type == .adHocSubProcess { return nodes }
    // Only the engine requires start events; a diagram for people starts at elements without
    // incoming flows.
    let isStrict = scope.isInExecutableProcess && nodes.contains { $0.type == .startEvent }
    return nodes.filter { node in
      switch node.type {
      case .startEvent: return true
      case .boundaryEvent: return node.attachedTo == nil
      case _ where node.isTriggeredByEvent || node.isForCompensation: return true
      case _ where isStrict: return isUnnamedLinkTarget(node)
      default:
        return node.incoming.isEmpty && !isLinkTarget(node)
      }
    }
  }

  private func isLinkTarget(_ node: BPMNElement) -> Bool {
    guard node.type == .intermediateCatchEvent, let key = linkKey(node) else { return false }
    return thrownLinks.contains(key)
  }

  /// A link catch event without a throw event is reported by `link-event`.
  private func isUnnamedLinkTarget(_ node: BPMNElement) -> Bool {
    guard node.type == .intermediateCatchEvent, let key = linkKey(node) else { return false }
    return !thrownLinks.contains(key)
  }
}
