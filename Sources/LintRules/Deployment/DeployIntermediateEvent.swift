import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/intermediate-event
  ///
  /// An intermediate catch event must wait for exactly one supported event.
  ///
  /// That is a message, a timer, a signal or a link, and from Camunda 8.9 on a condition. The timer
  /// needs a duration or a date; only start and boundary events can repeat.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:intermediateCatchEvent id="wait" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:intermediateCatchEvent id="wait">
  ///   <bpmn:timerEventDefinition id="timer">
  ///     <bpmn:timeDuration>PT1H</bpmn:timeDuration>
  ///   </bpmn:timerEventDefinition>
  /// </bpmn:intermediateCatchEvent>
  /// ```
  static let deployIntermediateEvent = deploy(
    "intermediate-event",
    covers: ["single-event-definition", "camunda-compat/element-type", "camunda-compat/timer"]
  ) { deployment in
    deployment.elements(.intermediateCatchEvent).flatMap { event -> [Diagnostic] in
      let definitions = event.ownEventDefinitions
      guard definitions.count == 1, let definition = definitions.first else {
        return [deployment.notOneDefinition(definitions, event)]
      }
      guard deployment.canWaitFor(definition.type) else {
        return [deployment.cannotWait(definition, event)]
      }
      guard definition.type == .timerEventDefinition, definition.child(.timeDuration) == nil,
        definition.child(.timeDate) == nil
      else { return [] }
      return [deployment.noDelay(definition, event)]
    }
  }
}

extension DeploymentInput {
  fileprivate func canWaitFor(_ type: ElementType) -> Bool {
    switch type {
    case .messageEventDefinition, .timerEventDefinition, .signalEventDefinition,
      .linkEventDefinition:
      true
    case .conditionalEventDefinition: isAtLeast(8, 9)
    default: false
    }
  }

  fileprivate func notOneDefinition(
    _ definitions: [BPMNElement], _ event: BPMNElement
  ) -> Diagnostic {
    finding(
      definitions.isEmpty
        ? "the intermediate catch event \"\(event.label)\" has no trigger"
        : "the intermediate catch event \"\(event.label)\" has \(definitions.count) triggers",
      help:
        "Give it one message, timer, signal or link trigger. Use an event-based gateway to wait for several.",
      on: event, at: definitions.count > 1 ? definitions[1].location : nil)
  }

  fileprivate func cannotWait(_ definition: BPMNElement, _ event: BPMNElement) -> Diagnostic {
    finding(
      "the intermediate catch event \"\(event.label)\" has a trigger that Camunda "
        + "\(version.major).\(version.minor) does not support",
      help: "Use a message, timer, signal or link event.", on: event, at: definition.location)
  }

  fileprivate func noDelay(_ definition: BPMNElement, _ event: BPMNElement) -> Diagnostic {
    finding(
      "the timer of \"\(event.label)\" has neither a duration nor a date",
      help: "Add a duration such as PT1H, or a date.", on: event,
      at: (definition.child(.timeCycle) ?? definition).location)
  }
}
