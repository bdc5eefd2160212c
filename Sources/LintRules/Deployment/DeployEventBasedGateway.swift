import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/event-based-gateway
  ///
  /// An event-based gateway must lead to at least two distinct intermediate catch events.
  ///
  /// The events wait for messages, timers or signals, and from Camunda 8.9 on for conditions;
  /// receive tasks are not supported. No two events wait for the same message or signal, and no
  /// other flow leads to them.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:eventBasedGateway id="race">
  ///   <bpmn:outgoing>flow</bpmn:outgoing>
  /// </bpmn:eventBasedGateway>
  /// <bpmn:sequenceFlow id="flow" sourceRef="race" targetRef="wait" />
  /// <bpmn:intermediateCatchEvent id="wait">
  ///   <bpmn:incoming>flow</bpmn:incoming>
  ///   <bpmn:timerEventDefinition id="timer" />
  /// </bpmn:intermediateCatchEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:eventBasedGateway id="race">
  ///   <bpmn:outgoing>one</bpmn:outgoing>
  ///   <bpmn:outgoing>two</bpmn:outgoing>
  /// </bpmn:eventBasedGateway>
  /// <bpmn:sequenceFlow id="one" sourceRef="race" targetRef="short" />
  /// <bpmn:sequenceFlow id="two" sourceRef="race" targetRef="long" />
  /// <bpmn:intermediateCatchEvent id="short">
  ///   <bpmn:incoming>one</bpmn:incoming>
  ///   <bpmn:timerEventDefinition id="timerOne" />
  /// </bpmn:intermediateCatchEvent>
  /// <bpmn:intermediateCatchEvent id="long">
  ///   <bpmn:incoming>two</bpmn:incoming>
  ///   <bpmn:timerEventDefinition id="timerTwo" />
  /// </bpmn:intermediateCatchEvent>
  /// ```
  static let deployEventBasedGateway = deploy(
    "event-based-gateway",
    covers: ["event-based-gateway", "camunda-compat/event-based-gateway-target"]
  ) { deployment in
    deployment.elements(.eventBasedGateway).flatMap(deployment.race)
  }
}

extension DeploymentInput {
  fileprivate func race(_ gateway: BPMNElement) -> [Diagnostic] {
    let flows = gateway.listedFlows(.outgoing)
    var found: [Diagnostic] = []
    if flows.count < 2 { found.append(tooFew(flows.count, gateway)) }
    let targets = flows.compactMap(\.flowTarget)
    found += targets.filter { !canFollow($0) }.prefix(1).map { wrongTarget($0, gateway) }
    let events = targets.filter { $0.type == .intermediateCatchEvent }
    found += duplicates(of: events.flatMap(\.ownEventDefinitions)).map { sameTwice($0, gateway) }
    let intruder = targets.lazy.flatMap { $0.listedFlows(.incoming) }.first {
      $0.flowSource != gateway
    }
    if let intruder { found.append(foreignFlow(intruder, gateway)) }
    return found
  }

  private func canFollow(_ target: BPMNElement) -> Bool {
    let definitions = target.ownEventDefinitions
    guard target.type == .intermediateCatchEvent, definitions.count == 1,
      let type = definitions.first?.type
    else { return false }
    switch type {
    case .messageEventDefinition, .timerEventDefinition, .signalEventDefinition: return true
    case .conditionalEventDefinition: return isAtLeast(8, 9)
    default: return false
    }
  }

  private func tooFew(_ count: Int, _ gateway: BPMNElement) -> Diagnostic {
    let isUnlisted = gateway.outgoing.count > 1
    return finding(
      isUnlisted
        ? "the event-based gateway \"\(gateway.label)\" lists only \(count) of its outgoing flows"
        : "the event-based gateway \"\(gateway.label)\" has fewer than two outgoing flows",
      help: isUnlisted
        ? "Add <bpmn:outgoing> for each flow: Camunda uses only listed flows."
        : "Connect it to at least two events, or use a single event without the gateway.",
      on: gateway)
  }

  private func wrongTarget(_ target: BPMNElement, _ gateway: BPMNElement) -> Diagnostic {
    finding(
      "the event-based gateway \"\(gateway.label)\" leads to \"\(target.label)\", which is not "
        + "a supported catch event",
      help: "Use intermediate catch events with a message, timer or signal.", on: gateway,
      notes: [Diagnostic.Note(message: "\"\(target.label)\"", location: target.location)])
  }

  private func sameTwice(_ what: Catch, _ gateway: BPMNElement) -> Diagnostic {
    finding(
      "several events after the event-based gateway \"\(gateway.label)\" wait for \(what.description)",
      help: "Keep one of them, and branch with a gateway after it.", on: gateway)
  }

  private func foreignFlow(_ flow: BPMNElement, _ gateway: BPMNElement) -> Diagnostic {
    finding(
      "another flow leads to \"\(flow.flowTarget?.label ?? "")\", which follows the event-based gateway "
        + "\"\(gateway.label)\"",
      help: "Remove the flow: only the gateway may lead to its events.", on: gateway,
      notes: [Diagnostic.Note(message: "the other flow", location: flow.location)])
  }
}
