import Webhooks
import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/event-sub-process
  ///
  /// An event sub-process is started by an event that can start one.
  ///
  /// These are message, timer, error, signal and escalation, and from Camunda 8.9 on conditional
  /// events; compensation is not among them. Errors always interrupt. A timer that repeats can't
  /// interrupt, because after its first time nothing is left to repeat for.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:subProcess id="reminder" triggeredByEvent="true">
  ///   <bpmn:startEvent id="daily">
  ///     <bpmn:timerEventDefinition id="timer">
  ///       1️⃣<bpmn:timeCycle>R/P1D</bpmn:timeCycle>
  ///     </bpmn:timerEventDefinition>
  ///   </bpmn:startEvent>
  /// </bpmn:subProcess>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:subProcess id="reminder" triggeredByEvent="true">
  ///   <bpmn:startEvent id="daily" isInterrupting="false">
  ///     <bpmn:timerEventDefinition id="timer">
  ///       <bpmn:timeCycle>R/P1D</bpmn:timeCycle>
  ///     </bpmn:timerEventDefinition>
  ///   </bpmn:startEvent>
  /// </bpmn:subProcess>
  /// ```
  static let deployEventSubProcess = deploy(
    "event-sub-process",
    covers: [
      "event-sub-process-typed-start-event", "camunda-compat/no-interrupting-event-subprocess",
    ]
  ) { deployment in
    deployment.elements(.subProcess, .transaction, .adHocSubProcess)
      .filter(\.isTriggeredByEvent).flatMap(deployment.eventSubProcess)
  }
}

extension DeploymentInput {
  fileprivate func eventSubProcess(_ scope: BPMNElement) -> [Diagnostic] {
    guard let start = scope.child(.startEvent) else { return [] }
    let definitions = start.ownEventDefinitions
    guard !definitions.isEmpty else { return [noTrigger(start, scope)] }
    var found: [Diagnostic] = []
    for definition in definitions {
      if !canStartEventSubProcess(definition.type) {
        found.append(wrongTrigger(definition, scope))
      }
      found += interruption(
        definition, isInterrupting: start.isInterrupting, on: scope,
        what: "the start event of the event sub-process \"\(scope.label)\"")
    }
    if isAtLeast(8, 7), start.isInterrupting, scope.parent?.type == .adHocSubProcess {
      found.append(interruptsAdHoc(start, scope))
    }
    return found
  }

  private func canStartEventSubProcess(_ type: ElementType) -> Bool {
    switch type {
    case .messageEventDefinition, .timerEventDefinition, .errorEventDefinition,
      .signalEventDefinition, .escalationEventDefinition:
      true
    case .conditionalEventDefinition: isAtLeast(8, 9)
    default: false
    }
  }

  /// What the engine asks of a boundary event, and of the start event of an event sub-process.
  func interruption(
    _ definition: BPMNElement, isInterrupting: Bool, on element: BPMNElement, what: String
  ) -> [Diagnostic] {
    if !isInterrupting, !canGoOn(definition.type) {
      return [
        finding(
          "\(what) can only interrupt", help: "Make the event interrupting.", on: element,
          at: definition.location)
      ]
    }
    if isInterrupting, let cycle = definition.child(.timeCycle) {
      return [
        finding(
          "\(what) interrupts, so its timer can't repeat",
          help: "Use a duration or a date, or make the event non-interrupting.", on: element,
          at: cycle.location)
      ]
    }
    return []
  }

  private func canGoOn(_ type: ElementType) -> Bool {
    switch type {
    case .messageEventDefinition, .timerEventDefinition, .signalEventDefinition,
      .escalationEventDefinition:
      true
    case .conditionalEventDefinition: isAtLeast(8, 9)
    default: false
    }
  }

  private func noTrigger(_ start: BPMNElement, _ scope: BPMNElement) -> Diagnostic {
    finding(
      "the event sub-process \"\(scope.label)\" has a start event without trigger",
      help:
        "Give it the event that starts the sub-process: message, timer, error, signal or escalation.",
      on: scope, at: start.location)
  }

  private func wrongTrigger(_ definition: BPMNElement, _ scope: BPMNElement) -> Diagnostic {
    finding(
      "the event sub-process \"\(scope.label)\" is started by an event that Camunda "
        + "\(version.major).\(version.minor) does not start one with",
      help: "Use a message, timer, error, signal or escalation event.", on: scope,
      at: definition.location)
  }

  private func interruptsAdHoc(_ start: BPMNElement, _ scope: BPMNElement) -> Diagnostic {
    finding(
      "the event sub-process \"\(scope.label)\" would interrupt an ad-hoc sub-process",
      help: "Make its start event non-interrupting.", on: scope, at: start.location)
  }
}
