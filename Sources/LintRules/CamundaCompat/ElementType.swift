import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/element-type
  ///
  /// The platform version must support every element type.
  ///
  /// No version of Camunda 8 supports all of BPMN, and some element types require a later version:
  /// signals 8.2 or 8.3, links and escalations 8.2, compensation 8.5, ad-hoc sub-processes 8.7,
  /// conditional events 8.9. The engine rejects the whole diagram.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:complexGateway id="decide" name="Enough?" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:inclusiveGateway id="decide" name="Enough?" />
  /// ```
  static let compatElementType = compat(
    "element-type", .error
  ) { rule in
    rule.elements { ($0.isFlowElement || $0.isFlowElementsContainer) && $0 != .sequenceFlow }
      .compactMap { element in
        if element.type == .process { return nil }
        let event = element.type.isEvent ? element.eventDefinitions.first?.type : nil
        guard let first = firstVersion(of: element.type, event) else {
          return rule.finding(
            "\"\(element.label)\" is of a type that Camunda 8 does not support (\(typeName(element, event)))",
            help: "Use another type of element.", on: element)
        }
        guard let version = rule.version, version < first else { return nil }
        return rule.finding(
          "\"\(element.label)\" is of a type (\(typeName(element, event))) that Camunda supports only from "
            + "\(first.major).\(first.minor) on",
          help: "Use another type, or target Camunda \(first.major).\(first.minor) or later.",
          on: element)
      }
  }

  private static func typeName(_ element: BPMNElement, _ event: ElementType?) -> String {
    let type = element.type.qualifiedName
    if let event { return "\(type) with \(event.qualifiedName)" }
    return element.type.isEvent ? "\(type) without an event definition" : type
  }

  /// The first version that supports an element; nil if none does.
  static func firstVersion(of type: ElementType, _ event: ElementType?) -> PlatformVersion? {
    switch (type, event) {
    case (.startEvent, nil), (.endEvent, nil), (.startEvent, .errorEventDefinition),
      (.endEvent, .errorEventDefinition), (.boundaryEvent, .errorEventDefinition),
      (.startEvent, .messageEventDefinition), (.boundaryEvent, .messageEventDefinition),
      (.intermediateCatchEvent, .messageEventDefinition), (.startEvent, .timerEventDefinition),
      (.boundaryEvent, .timerEventDefinition), (.intermediateCatchEvent, .timerEventDefinition),
      (.serviceTask, _), (.userTask, _), (.receiveTask, _), (.exclusiveGateway, _),
      (.parallelGateway, _), (.eventBasedGateway, _), (.subProcess, _), (.callActivity, _):
      PlatformVersion(1, 0)
    case (.intermediateThrowEvent, nil), (.sendTask, _), (.scriptTask, _), (.manualTask, _),
      (.businessRuleTask, _):
      PlatformVersion(1, 1)
    case (.intermediateThrowEvent, .messageEventDefinition), (.endEvent, .messageEventDefinition):
      PlatformVersion(1, 2)
    case (.dataObject, _), (.dataObjectReference, _), (.dataStoreReference, _):
      PlatformVersion(8, 0)
    case (.inclusiveGateway, _), (.endEvent, .terminateEventDefinition): PlatformVersion(8, 1)
    case (.task, _), (.startEvent, .signalEventDefinition),
      (.intermediateCatchEvent, .linkEventDefinition),
      (.intermediateThrowEvent, .linkEventDefinition),
      (.startEvent, .escalationEventDefinition), (.boundaryEvent, .escalationEventDefinition),
      (.intermediateThrowEvent, .escalationEventDefinition),
      (.endEvent, .escalationEventDefinition):
      PlatformVersion(8, 2)
    case (.intermediateCatchEvent, .signalEventDefinition),
      (.intermediateThrowEvent, .signalEventDefinition), (.endEvent, .signalEventDefinition),
      (.boundaryEvent, .signalEventDefinition):
      PlatformVersion(8, 3)
    case (.intermediateThrowEvent, .compensateEventDefinition),
      (.endEvent, .compensateEventDefinition), (.boundaryEvent, .compensateEventDefinition):
      PlatformVersion(8, 5)
    case (.adHocSubProcess, _): PlatformVersion(8, 7)
    case (.startEvent, .conditionalEventDefinition), (.boundaryEvent, .conditionalEventDefinition),
      (.intermediateCatchEvent, .conditionalEventDefinition):
      PlatformVersion(8, 9)
    default: nil
    }
  }
}
