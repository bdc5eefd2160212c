import BPMN
import Diagnostics

extension LintRule {
  static let compatElementType = compat(
    "element-type", .error, "The platform version runs this kind of element"
  ) { rule, element in
    let type = element.type
    guard type.isFlowElement, type != .sequenceFlow else { return [] }
    let event = type.isEvent ? element.eventDefinitions.first?.type : nil
    guard let first = firstVersion(of: type, event) else {
      return [
        rule.finding("\"\(element.label)\" is of a kind that Camunda 8 does not run", element)
      ]
    }
    guard let version = rule.version, version < first else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" is of a kind that Camunda runs only from"
          + " \(first.major).\(first.minor) on", element)
    ]
  }

  /// The version that first runs an element (reference page engine 1.1); nil for none.
  private static func firstVersion(of type: ElementType, _ event: ElementType?) -> PlatformVersion?
  {
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
