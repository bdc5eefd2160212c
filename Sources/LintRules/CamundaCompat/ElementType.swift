import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # camunda-compat/element-type
  ///
  /// The platform version runs this kind of element.
  ///
  /// Some kinds of elements no version of Camunda 8 runs, others come with a later version:
  /// signals with 8.2 and 8.3, links and escalations with 8.2, compensation with 8.5, ad-hoc
  /// sub-processes with 8.7, conditional events with 8.9. The engine refuses the whole diagram.
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
            "\"\(element.label)\" is of a kind that Camunda 8 does not run (\(kind(element, event)))",
            help: "Use another kind of element.", on: element)
        }
        guard let version = rule.version, version < first else { return nil }
        return rule.finding(
          "\"\(element.label)\" is of a kind (\(kind(element, event))) that Camunda runs only from "
            + "\(first.major).\(first.minor) on",
          help: "Use another kind, or build for Camunda \(first.major).\(first.minor) or newer.",
          on: element)
      }
  }

  private static func kind(_ element: BPMNElement, _ event: ElementType?) -> String {
    let type = element.type.qualifiedName
    if let event { return "\(type) with \(event.qualifiedName)" }
    return element.type.isEvent ? "\(type) without event definition" : type
  }

  /// The version that first runs an element (reference page engine 1.1); nil for none.
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
