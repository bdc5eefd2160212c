import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/identifier
  ///
  /// Elements that the engine tracks must have an id.
  ///
  /// These are processes, flow nodes, sequence flows, messages, signals, errors, escalations, and
  /// the definitions of link, compensation and conditional events. From Camunda 8.8 on, the file's
  /// definitions, the other event definitions with a reference, and embedded forms need one too.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:startEvent name="SMS received" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" name="SMS received" />
  /// ```
  static let deployIdentifier = deploy("identifier") { deployment in
    let needsAll = deployment.isAtLeast(8, 8)
    return
      (deployment.elements {
        alwaysIdentified($0) || needsAll && laterIdentified.contains($0)
      }).filter { $0.id?.isEmpty ?? true }.map(deployment.noID)
      + (needsAll ? deployment.zeebe("userTaskForm") : [])
      .filter { $0.nonEmpty("id") == nil }.map {
        deployment.finding(
          "an embedded form has no id", help: "Add an id: tasks reference the form by it.", at: $0)
      }
  }

  private static func alwaysIdentified(_ type: ElementType) -> Bool {
    switch type {
    case .process, .sequenceFlow, .message, .signal, .error, .escalation, .linkEventDefinition,
      .compensateEventDefinition, .conditionalEventDefinition:
      true
    default: type.isFlowNode
    }
  }

  private static let laterIdentified: Set<ElementType> = [
    .definitions, .messageEventDefinition, .signalEventDefinition, .errorEventDefinition,
    .escalationEventDefinition,
  ]
}

extension DeploymentInput {
  fileprivate func noID(_ element: BPMNElement) -> Diagnostic {
    finding(
      "\(element.name == nil ? "an element" : "\"\(element.label)\"") of type "
        + "\(element.type.qualifiedName) has no id",
      help: "Give it a unique id.", on: element)
  }
}
