import BPMN
import Diagnostics
import FEEL
import Linting
import XML

extension LintRule {
  /// # deploy/straight-through-loop
  ///
  /// A loop must contain an element that waits.
  ///
  /// A loop that consists only of manual tasks, undefined tasks, throw events, call activities and
  /// gateways would run forever, so Camunda rejects it. From Camunda 8.8 on, FEEL scripts,
  /// decisions and links are included. Add an element that waits: a service or user task, a timer,
  /// or a message.
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
    return search.loops().map(deployment.runsForever)
  }
}

/// Searches for cycles in which no element waits.
private struct LoopSearch {
  private let deployment: DeploymentInput

  init(_ deployment: DeploymentInput) {
    self.deployment = deployment
  }

  /// One loop of each process that has any, its elements in flow order.
  func loops() -> [[BPMNElement]] {
    var found: [BPMNElement: [BPMNElement]] = [:]
    /// Elements from which no loop can be reached, so that each is visited once.
    var finished: Set<BPMNElement> = []
    for start in deployment.elements(where: mayLoop) {
      guard let process = start.process, found[process] == nil, isStraight(start) else { continue }
      found[process] = loop(from: start, &finished)
    }
    return found.sorted { $0.key.index < $1.key.index }.map(\.value)
  }

  /// Depth-first search with an explicit stack: every element is visited once, and a path that
  /// meets itself is a loop. As in the engine, a loop of gateways is reported after a task, but not
  /// alone.
  private func loop(from start: BPMNElement, _ finished: inout Set<BPMNElement>) -> [BPMNElement]? {
    guard !finished.contains(start) else { return nil }
    var path = [(element: start, upcoming: next(start)[...])]
    var places = [start: 0]
    while let last = path.indices.last {
      guard let element = path[last].upcoming.popFirst() else {
        let element = path.removeLast().element
        places[element] = nil
        finished.insert(element)
        continue
      }
      if let place = places[element] { return path[place...].map(\.element) }
      if isStraight(element), !finished.contains(element) {
        places[element] = path.count
        path.append((element, next(element)[...]))
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

  /// Whether the element completes without waiting.
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

  /// The elements that follow.
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
  /// The none start event.
  fileprivate var plainStart: [BPMNElement] {
    children(.startEvent).filter(\.ownEventDefinitions.isEmpty)
  }
}

extension DeploymentInput {
  fileprivate func runsForever(_ loop: [BPMNElement]) -> Diagnostic {
    let names = (loop + loop.prefix(1)).map { "\"\($0.label)\"" }
    return finding(
      "no element waits in the loop \(names.joined(separator: " > "))",
      help: "Insert a service task, user task, timer or message event.", on: loop[0])
  }
}
