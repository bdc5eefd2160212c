import Linting
import BPMN
import Diagnostics
import FEEL
import XML

extension LintRule {
  /// # deploy/straight-through-loop
  ///
  /// A loop waits somewhere.
  ///
  /// In a loop of manual and undefined tasks, throw events, call activities and gateways nothing takes
  /// time: the engine would run through it for ever, so it refuses such a process. From Camunda 8.8 on
  /// FEEL scripts, decisions and links count as well. Put something between that waits: a service
  /// or user task, a timer, a message.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:sequenceFlow id="one" sourceRef="start" targetRef="again" />
  /// 1️⃣<bpmn:manualTask id="again" />
  /// <bpmn:sequenceFlow id="two" sourceRef="again" targetRef="again" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:sequenceFlow id="one" sourceRef="start" targetRef="again" />
  /// <bpmn:manualTask id="again" />
  /// ```
  static let deployStraightThroughLoop = deploy(
    "straight-through-loop", covers: ["camunda-compat/no-loop"]
  ) { deployment in
    let search = LoopSearch(deployment)
    return search.loops().map(deployment.runsForEver)
  }
}

/// Looks for ways from an element back to itself on which nothing waits.
private struct LoopSearch {
  private let deployment: DeploymentInput

  init(_ deployment: DeploymentInput) {
    self.deployment = deployment
  }

  /// A loop of each process that has one, as the elements in the order of the flow.
  func loops() -> [[BPMNElement]] {
    var found: [BPMNElement: [BPMNElement]] = [:]
    /// Elements from which no loop can be reached, so that each is walked once.
    var finished: Set<BPMNElement> = []
    for start in deployment.elements(where: mayLoop) {
      guard let process = start.process, found[process] == nil, isStraight(start) else { continue }
      found[process] = loop(from: start, &finished)
    }
    return found.sorted { $0.key.index < $1.key.index }.map(\.value)
  }

  /// A walk in depth with a stack of its own: every element is entered once, and a way that meets
  /// itself is a loop. As in the engine a loop of gateways counts behind a task, but not alone.
  private func loop(from start: BPMNElement, _ finished: inout Set<BPMNElement>) -> [BPMNElement]? {
    guard !finished.contains(start) else { return nil }
    var way = [(element: start, upcoming: next(start)[...])]
    var places = [start: 0]
    while let last = way.indices.last {
      guard let element = way[last].upcoming.popFirst() else {
        let element = way.removeLast().element
        places[element] = nil
        finished.insert(element)
        continue
      }
      if let place = places[element] { return way[place...].map(\.element) }
      if isStraight(element), !finished.contains(element) {
        places[element] = way.count
        way.append((element, next(element)[...]))
      }
    }
    return nil
  }

  private func mayLoop(_ type: ElementType) -> Bool {
    switch type {
    case .manualTask, .task, .callActivity, .intermediateThrowEvent: true
    case .scriptTask, .businessRuleTask: deployment.isAtLeast(8, 8)
    default: false
    }
  }

  /// Whether nothing waits in the element.
  private func isStraight(_ element: BPMNElement) -> Bool {
    switch element.type {
    case .manualTask, .task, .callActivity, .intermediateThrowEvent, .exclusiveGateway,
      .inclusiveGateway, .parallelGateway, .startEvent, .endEvent:
      true
    case .subProcess: !element.isTriggeredByEvent
    case .scriptTask: deployment.isAtLeast(8, 8) && element.zeebe("script") != nil
    case .businessRuleTask: deployment.isAtLeast(8, 8) && element.zeebe("calledDecision") != nil
    case .intermediateCatchEvent:
      deployment.isAtLeast(8, 8) && element.hasOwnDefinition(.linkEventDefinition)
    default: false
    }
  }

  /// Where the flow goes on.
  private func next(_ element: BPMNElement) -> [BPMNElement] {
    switch element.type {
    case .subProcess: return element.plainStart
    case .callActivity:
      guard let id = element.zeebe("calledElement")?["processId"], !id.isExpression,
        let process = deployment.model.element(id: id), process.type == .process,
        process.isDeployed
      else { return [] }
      return process.plainStart
    case .intermediateThrowEvent where deployment.isAtLeast(8, 8):
      if let target = linkTarget(element) { return [target] }
    default: break
    }
    let flows = element.outgoing
    if !flows.isEmpty { return flows.compactMap(\.flowTarget) }
    guard let scope = element.scope, scope.type != .process else { return [] }
    return scope.outgoing.compactMap(\.flowTarget)
  }

  private func linkTarget(_ event: BPMNElement) -> BPMNElement? {
    guard let name = event.child(.linkEventDefinition)?.name else { return nil }
    return event.parent?.children(.intermediateCatchEvent).first {
      $0.child(.linkEventDefinition)?.name == name
    }
  }
}

extension BPMNElement {
  /// The start event without trigger.
  fileprivate var plainStart: [BPMNElement] {
    children(.startEvent).filter(\.ownEventDefinitions.isEmpty)
  }
}

extension DeploymentInput {
  fileprivate func runsForEver(_ loop: [BPMNElement]) -> Diagnostic {
    let names = (loop + loop.prefix(1)).map { "\"\($0.label)\"" }
    return finding(
      "nothing waits in the loop \(names.joined(separator: " > "))",
      help: "Put a service task, user task, timer or message between.", on: loop[0])
  }
}
