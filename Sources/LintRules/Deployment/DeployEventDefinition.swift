import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/event-definition
  ///
  /// The Camunda version must support the type of every event.
  ///
  /// Conditional events require 8.9, compensation events 8.5, signal events 8.2 or 8.3, link and
  /// escalation events 8.2. Cancel events belong to transactions, which no version supports.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:endEvent id="end">
  ///   1️⃣<bpmn:cancelEventDefinition id="cancel" />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:endEvent id="end">
  ///   <bpmn:terminateEventDefinition id="stop" />
  /// </bpmn:endEvent>
  /// ```
  static let deployEventDefinition = deploy(
    "event-definition",
    covers: ["camunda-compat/element-type", "conditional-event"]
  ) { deployment in
    deployment.elements(where: \.isEventDefinition).compactMap { definition in
      guard let first = firstVersion(definition) else {
        return deployment.neverRun(definition)
      }
      return deployment.version < first ? deployment.notYet(definition, first) : nil
    }
  }

  /// The first version that deploys an event of this type.
  private static func firstVersion(_ definition: BPMNElement) -> PlatformVersion? {
    let isStart = definition.parent?.type == .startEvent
    let isEventSubProcess = definition.parent?.parent?.isTriggeredByEvent == true
    return switch definition.type {
    case .cancelEventDefinition: nil
    case .conditionalEventDefinition: PlatformVersion(8, 9)
    case .compensateEventDefinition: PlatformVersion(8, 5)
    case .signalEventDefinition:
      isStart && !isEventSubProcess ? PlatformVersion(8, 2) : PlatformVersion(8, 3)
    case .linkEventDefinition, .escalationEventDefinition: PlatformVersion(8, 2)
    case .terminateEventDefinition: PlatformVersion(8, 1)
    default: PlatformVersion(1, 0)
    }
  }
}

extension DeploymentInput {
  fileprivate func neverRun(_ definition: BPMNElement) -> Diagnostic {
    finding(
      "\"\(definition.parent?.label ?? definition.label)\" is an event of a type that Camunda does not support",
      help: "Model it with an error, escalation or terminate event.", on: definition)
  }

  fileprivate func notYet(_ definition: BPMNElement, _ first: PlatformVersion) -> Diagnostic {
    finding(
      "\"\(definition.parent?.label ?? definition.label)\" is an event of a type that Camunda supports "
        + "from \(first.major).\(first.minor) on",
      help: "Raise the execution platform version, or use another type of event.", on: definition)
  }
}
