import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/start-event
  ///
  /// A process must have a start event, at most one of them without a trigger; a sub-process must
  /// have exactly one.
  ///
  /// Camunda rejects a process that cannot be started, and one with several none start events to
  /// choose from. The start event of an embedded sub-process has no trigger, because the incoming
  /// sequence flow starts the sub-process. A start event has at most one trigger.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// 1️⃣<bpmn:subProcess id="check" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:subProcess id="check">
  ///   <bpmn:startEvent id="begin" />
  /// </bpmn:subProcess>
  /// ```
  static let deployStartEvent = deploy(
    "start-event",
    covers: [
      "start-event-required", "camunda-compat/no-multiple-none-start-events",
      "sub-process-blank-start-event",
    ]
  ) { deployment in
    deployment.elements(.process).flatMap(deployment.startOfProcess)
      + deployment.elements(.subProcess, .transaction).flatMap(deployment.startOfSubProcess)
      + deployment.elements(.startEvent).flatMap(deployment.startEvent)
  }
}

extension DeploymentInput {
  fileprivate func startOfProcess(_ process: BPMNElement) -> [Diagnostic] {
    let starts = process.children(.startEvent)
    let plain = starts.filter(\.ownEventDefinitions.isEmpty)
    if starts.isEmpty { return [noStart(process)] }
    return plain.count > 1 ? [severalPlainStarts(plain, process)] : []
  }

  fileprivate func startOfSubProcess(_ scope: BPMNElement) -> [Diagnostic] {
    let starts = scope.children(.startEvent)
    var found = starts.count == 1 ? [] : [wrongStartCount(starts.count, scope)]
    if !scope.isTriggeredByEvent, let trigger = starts.first?.ownEventDefinitions.first {
      found.append(triggeredStart(trigger, scope))
    }
    return found
  }

  fileprivate func startEvent(_ event: BPMNElement) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let definitions = event.ownEventDefinitions
    if definitions.count > 1 { found.append(severalTriggers(definitions[1], event)) }
    // Public start forms were removed in 8.10.
    if isAtLeast(8, 10),
      let property = event.zeebeProperties.first(where: {
        $0.name == "publicAccess" && $0.value?.lowercased() == "true"
      })
    {
      found.append(publicForm(property, event))
    }
    return found
  }

  private func noStart(_ process: BPMNElement) -> Diagnostic {
    finding(
      "the process \"\(process.label)\" has no start event", help: "Add a start event.", on: process
    )
  }

  private func severalPlainStarts(_ starts: [BPMNElement], _ process: BPMNElement) -> Diagnostic {
    finding(
      "the process \"\(process.label)\" has \(starts.count) start events without a trigger",
      help: "Keep one of them, or give the others a message, a timer or a signal.", on: process,
      notes: starts.map {
        Diagnostic.Note(message: "start event \"\($0.label)\"", location: $0.location)
      })
  }

  private func wrongStartCount(_ count: Int, _ scope: BPMNElement) -> Diagnostic {
    finding(
      "the sub-process \"\(scope.label)\" has \(count == 0 ? "no start event" : "\(count) start events")",
      help: "Keep exactly one start event.", on: scope)
  }

  private func triggeredStart(_ trigger: BPMNElement, _ scope: BPMNElement) -> Diagnostic {
    finding(
      "the start event of the sub-process \"\(scope.label)\" has a trigger, but its incoming "
        + "sequence flow starts the sub-process",
      help: "Use a start event without a trigger, or make it an event sub-process.", on: scope,
      at: trigger.location)
  }

  private func severalTriggers(_ second: BPMNElement, _ event: BPMNElement) -> Diagnostic {
    finding(
      "the start event \"\(event.label)\" has more than one trigger",
      help: "Use one start event for each trigger.", on: event, at: second.location)
  }

  private func publicForm(_ property: ZeebeProperty, _ event: BPMNElement) -> Diagnostic {
    finding(
      "the form of \"\(event.label)\" is public, which Camunda no longer supports from 8.10 on",
      help: "Remove the property 'publicAccess' and start the process from your own page.",
      on: event, at: property.xml.location)
  }
}
