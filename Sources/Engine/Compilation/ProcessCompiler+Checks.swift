import BPMN
import Diagnostics
import XML

// Checks of a process beyond those of its individual elements.

extension ProcessCompiler {
  /// Rejects contents of a process or sub-process that would affect execution but are not
  /// supported.
  mutating func checkContents(of scope: BPMNElement) {
    for child in scope.xml.children where child.name.namespace == XMLNamespace.bpmn {
      guard let element = scope.model.element(for: child) else {
        if !["incoming", "outgoing", "supportedInterfaceRef"].contains(child.name.local) {
          report(
            .unsupported("the element '\(child.name.qualified)'", at: child.location, of: scope))
        }
        continue
      }
      guard !element.type.isFlowNode, element.type != .sequenceFlow else { continue }
      let isCondition = element.type == .completionCondition && scope.type == .adHocSubProcess
      if !isCondition, !Self.drawnOnly.contains(element.type) {
        report(.unsupported(element.typeWithArticle, element.id == nil ? scope : element))
      }
    }
  }

  /// Elements that document the model; no engine executes them.
  private static let drawnOnly: Set<ElementType> = [
    .documentation, .extensionElements, .laneSet, .textAnnotation, .group, .association,
    .dataObject, .dataObjectReference, .dataStoreReference, .ioSpecification, .property,
    .auditing, .monitoring, .performer, .humanPerformer, .potentialOwner,
    .multiInstanceLoopCharacteristics, .standardLoopCharacteristics,
  ]

  /// Rejects zeebe extensions that would change the behavior.
  mutating func checkExtensions(of element: BPMNElement) {
    for definition in element.children where definition.type.isEventDefinition {
      checkExtensions(of: definition)
    }
    for part in element.extensionElements where part.name.namespace == XMLNamespace.zeebe {
      let known: Bool =
        switch part.name.local {
        case "properties", "versionTag", "executionListeners": true
        // Task lists show forms; on a start event they have no effect here.
        case "formDefinition": element.type == .startEvent || element.type == .userTask
        case "userTask", "assignmentDefinition", "taskSchedule", "priorityDefinition":
          element.type == .userTask
        case "taskListeners": element.type == .userTask && element.zeebe("userTask") != nil
        case "userTaskForm": element.type == .process
        case "ioMapping": !element.type.isGateway && element.type != .process
        case "taskDefinition", "taskHeaders":
          [.serviceTask, .sendTask, .scriptTask, .businessRuleTask, .adHocSubProcess]
            .contains(element.type)
            || element.sendsByJob
            || element.type == .userTask && part.name.local == "taskHeaders"
        case "adHoc": element.type == .adHocSubProcess
        // Marks the element for people; its execution is unchanged.
        case "agentDefinition": [.serviceTask, .adHocSubProcess].contains(element.type)
        case "jobPriorityDefinition":
          element.type == .process || element.zeebe("taskDefinition") != nil
        case "linkedResources":
          [.serviceTask, .sendTask].contains(element.type)
            && element.zeebe("taskDefinition") != nil
        case "publishMessage": element.publishesMessage
        case "calledElement": element.type == .callActivity
        case "script":
          element.type == .scriptTask && element.zeebe("taskDefinition") == nil
        case "subscription": element.type == .message
        case "conditionalFilter": element.type == .conditionalEventDefinition
        default: false
        }
      if !known {
        report(
          .unsupported(
            "the extension '\(part.name.qualified)' on \(element.typeWithArticle)",
            at: part.location,
            of: element.type.isEventDefinition ? element.parent ?? element : element))
      }
    }
  }
}

extension BPMNElement {
  /// Whether this is a send task or the definition of a message throw or end event, without a job
  /// type.
  fileprivate var publishesMessage: Bool {
    if type == .sendTask { return zeebe("taskDefinition") == nil }
    guard type == .messageEventDefinition, let event = parent else { return false }
    return (event.type == .intermediateThrowEvent || event.type == .endEvent) && !event.sendsByJob
  }

  /// Whether this is a message throw or end event implemented by a job worker.
  var sendsByJob: Bool {
    (type == .intermediateThrowEvent || type == .endEvent) && zeebe("taskDefinition") != nil
      && eventDefinitions.first?.type == .messageEventDefinition
  }
}
