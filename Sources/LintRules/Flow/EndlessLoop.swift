import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel
import XML

extension LintRule {
  /// # flow/endless-loop
  ///
  /// A loop should wait, or change the variables that its exit conditions read.
  ///
  /// A loop of gateways and script tasks in which nothing waits runs as fast as the engine can
  /// execute it. If no flow leaves the loop, or nothing in it sets a variable that its exit
  /// conditions read, a token that repeats the loop once repeats it forever. Count the iterations,
  /// or add a timer or a task to the loop.
  ///
  /// Loops with user tasks, job workers, catch events or sub-processes are not reported. Loops with
  /// manual tasks, undefined tasks or call activities are reported by `camunda-compat/no-loop`.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// 1️⃣<bpmn:exclusiveGateway id="again" />
  /// <bpmn:exclusiveGateway id="done" default="no" />
  /// <bpmn:endEvent id="end" />
  /// <bpmn:sequenceFlow id="s" sourceRef="start" targetRef="again" />
  /// <bpmn:sequenceFlow id="a" sourceRef="again" targetRef="done" />
  /// <bpmn:sequenceFlow id="no" sourceRef="done" targetRef="again" />
  /// <bpmn:sequenceFlow id="yes" sourceRef="done" targetRef="end"><bpmn:conditionExpression>=tries > 3</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:exclusiveGateway id="again" />
  /// <bpmn:scriptTask id="count"><bpmn:extensionElements>
  ///   <zeebe:script expression="=get or else(tries, 0) + 1" resultVariable="tries" />
  /// </bpmn:extensionElements></bpmn:scriptTask>
  /// <bpmn:exclusiveGateway id="done" default="no" />
  /// <bpmn:endEvent id="end" />
  /// <bpmn:sequenceFlow id="s" sourceRef="start" targetRef="again" />
  /// <bpmn:sequenceFlow id="a" sourceRef="again" targetRef="count" />
  /// <bpmn:sequenceFlow id="b" sourceRef="count" targetRef="done" />
  /// <bpmn:sequenceFlow id="no" sourceRef="done" targetRef="again" />
  /// <bpmn:sequenceFlow id="yes" sourceRef="done" targetRef="end"><bpmn:conditionExpression>=tries > 3</bpmn:conditionExpression></bpmn:sequenceFlow>
  /// ```
  static let endlessLoop = LintRule("flow/endless-loop", .warning) { input in
    let loops = StraightLoops(input.model).loops
    guard !loops.isEmpty else { return [] }
    let reach = input.diagram.reach
    let conditions = FlowConditions(input.diagram)
    return loops.compactMap { loop -> Diagnostic? in
      guard let head = loop.first, reach.contains(head), head.isInExecutableProcess else {
        return nil
      }
      let members = Set(loop)
      let exits = loop.flatMap(\.outgoing).filter { flow in
        !(flow.flowTarget.map(members.contains) ?? false)
      }
      let isClosed = !exits.contains { $0.flowSource?.isExclusiveChoice ?? true }
      guard isClosed || StraightLoops.isFixed(loop, conditions) else { return nil }
      return input.endlessLoop(loop, isClosed: isClosed)
    }
  }
}

/// The loops of a model that a token passes through without waiting.
private struct StraightLoops {
  /// The elements of each loop, in document order.
  private(set) var loops: [[BPMNElement]] = []

  init(_ model: BPMNModel) {
    let passing = model.elements.filter { $0.type.isFlowNode && Self.isPassedAtOnce($0) }
    guard passing.count > 0 else { return }
    var number: [Int: Int] = [:]
    for (index, element) in passing.enumerated() { number[element.index] = index }
    let next = passing.map { element in
      element.outgoing.compactMap { $0.flowTarget.flatMap { number[$0.index] } }
    }
    loops = StrongComponents.find(next).filter { component in
      component.count > 1 || next[component[0]].contains(component[0])
    }.map { $0.sorted().map { passing[$0] } }
  }

  /// Whether the engine completes an element without waiting.
  private static func isPassedAtOnce(_ element: BPMNElement) -> Bool {
    guard element.zeebe("executionListeners") == nil, element.jobType == nil else { return false }
    switch element.type {
    case .exclusiveGateway: return true
    // A join waits for the other tokens.
    case .parallelGateway, .inclusiveGateway: return element.incoming.count == 1
    case .scriptTask:
      return element.zeebe("script") != nil && element.boundaryEvents.isEmpty
    case .businessRuleTask:
      return element.zeebe("calledDecision") != nil && element.boundaryEvents.isEmpty
    case .intermediateThrowEvent:
      return element.eventDefinitions.allSatisfy { $0.type == .signalEventDefinition }
    default: return false
    }
  }

  /// Whether no iteration changes the variables that the exit conditions read.
  static func isFixed(_ loop: [BPMNElement], _ conditions: FlowConditions) -> Bool {
    var read: Set<String> = []
    for gateway in loop where gateway.isExclusiveChoice && gateway.outgoing.count > 1 {
      for flow in gateway.outgoing where flow.conditionExpression != nil {
        guard let condition = conditions[flow]?.expression, condition.isDeterministic else {
          return false
        }
        read.formUnion(condition.variables.map { $0.path[0] })
      }
    }
    // A parallel path may set the variables while the loop runs.
    guard let process = loop.first?.process, !process.hasConcurrency else { return false }
    return read.isDisjoint(with: loop.flatMap(\.setVariables))
  }
}

extension BPMNElement {
  fileprivate var isExclusiveChoice: Bool {
    type == .exclusiveGateway || type == .inclusiveGateway
  }

  /// The variables that a script, decision or mapping of the element sets.
  fileprivate var setVariables: [String] {
    let loop = child(.multiInstanceLoopCharacteristics)?.zeebe("loopCharacteristics")
    return outputMappings.compactMap { $0.target?.split(separator: ".").first.map(String.init) }
      + ["script", "calledDecision"].compactMap { zeebe($0)?["resultVariable"] }
      + [loop?["outputCollection"]].compactMap { $0 }
  }

  /// Whether other tokens of the process may run at the same time.
  fileprivate var hasConcurrency: Bool {
    descendants.contains { element in
      if element.isTriggeredByEvent || element.type == .adHocSubProcess { return true }
      if element.type == .boundaryEvent { return !element.isInterrupting }
      return element.type.isFlowNode && element.outgoing.count > 1
        && element.type != .exclusiveGateway && element.type != .eventBasedGateway
    }
  }
}

extension RuleInput {
  fileprivate func endlessLoop(_ loop: [BPMNElement], isClosed: Bool) -> Diagnostic {
    let names = loop.prefix(4).map { "\"\($0.label)\"" }.joined(separator: ", ")
    let more = loop.count > 4 ? " and \(loop.count - 4) more" : ""
    return finding(
      isClosed
        ? "no element waits in the loop of \(names)\(more), and no flow leaves it: it never ends"
        : "no element waits in the loop of \(names)\(more), and nothing in it changes the variables of "
          + "its exit conditions: it repeats forever",
      help: "Count the iterations in the loop, or add an element that waits.", on: loop[0],
      notes: loop.dropFirst().prefix(8).map {
        Diagnostic.Note(message: "\"\($0.label)\" is part of the loop", location: $0.location)
      })
  }
}
