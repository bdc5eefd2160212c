import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/event-sub-process
  ///
  /// An event sub-process must start with a supported event.
  ///
  /// Supported events are message, timer, error, signal and escalation, and from Camunda 8.9 on
  /// conditional events; compensation is not supported. Error start events always interrupt. A
  /// repeating timer cannot interrupt: the scope it interrupts is gone before it could repeat.
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

  /// Checks the interruption of a boundary event, or of the start event of an event sub-process.
  func interruption(
    _ definition: BPMNElement, isInterrupting: Bool, on element: BPMNElement, what: String
  ) -> [Diagnostic] {
    if !isInterrupting, !canBeNonInterrupting(definition.type) {
      return [
        finding(
          "\(what) cannot be non-interrupting", help: "Make the event interrupting.", on: element,
          at: definition.location)
      ]
    }
    if isInterrupting, let cycle = definition.child(.timeCycle) {
      return [
        finding(
          "\(what) interrupts, so its timer cannot repeat",
          help: "Use a duration or a date, or make the event non-interrupting.", on: element,
          at: cycle.location)
      ]
    }
    return []
  }

  private func canBeNonInterrupting(_ type: ElementType) -> Bool {
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
      "the event sub-process \"\(scope.label)\" has a start event without a trigger",
      help:
        "Give it a message, timer, error, signal or escalation trigger.",
      on: scope, at: start.location)
  }

  private func wrongTrigger(_ definition: BPMNElement, _ scope: BPMNElement) -> Diagnostic {
    finding(
      "the event sub-process \"\(scope.label)\" has a start event of a type that "
        + "Camunda \(version.major).\(version.minor) does not support there",
      help: "Use a message, timer, error, signal or escalation event.", on: scope,
      at: definition.location)
  }

  private func interruptsAdHoc(_ start: BPMNElement, _ scope: BPMNElement) -> Diagnostic {
    finding(
      "the event sub-process \"\(scope.label)\" must not interrupt an ad-hoc sub-process",
      help: "Make its start event non-interrupting.", on: scope, at: start.location)
  }
}
