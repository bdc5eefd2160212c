import Webhooks
import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/event-based-gateway
  ///
  /// An event-based gateway leads to at least two intermediate catch events, each its own.
  ///
  /// The events wait for messages, timers or signals, and from Camunda 8.9 on for conditions; a receive
  /// task can't stand there. No two of them wait for the same message or signal, and no other flow
  /// leads into them.
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
        ? "the event-based gateway \"\(gateway.label)\" lists \(count) of its outgoing flows"
        : "the event-based gateway \"\(gateway.label)\" has fewer than two outgoing flows",
      help: isUnlisted
        ? "Add <bpmn:outgoing> for each flow: Camunda counts the flows that are listed."
        : "Let it lead to two events or more, or use the event alone.", on: gateway)
  }

  private func wrongTarget(_ target: BPMNElement, _ gateway: BPMNElement) -> Diagnostic {
    finding(
      "the event-based gateway \"\(gateway.label)\" leads to \"\(target.label)\", which is no event "
        + "to wait for",
      help: "Lead to intermediate catch events with a message, timer or signal.", on: gateway,
      notes: [Diagnostic.Note(message: "\"\(target.label)\"", location: target.location)])
  }

  private func sameTwice(_ what: Catch, _ gateway: BPMNElement) -> Diagnostic {
    finding(
      "several events behind the event-based gateway \"\(gateway.label)\" wait for \(what.words)",
      help: "Keep one of them, and decide with a gateway behind it.", on: gateway)
  }

  private func foreignFlow(_ flow: BPMNElement, _ gateway: BPMNElement) -> Diagnostic {
    finding(
      "another flow leads into \"\(flow.flowTarget?.label ?? "")\" behind the event-based gateway "
        + "\"\(gateway.label)\"",
      help: "Let only the gateway lead to its events.", on: gateway,
      notes: [Diagnostic.Note(message: "the other flow", location: flow.location)])
  }
}
