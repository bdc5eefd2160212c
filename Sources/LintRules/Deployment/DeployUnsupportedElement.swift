import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/unsupported-element
  ///
  /// Elements are of a kind that the Camunda version runs.
  ///
  /// No version runs complex gateways, transactions and the elements of choreographies. Ad-hoc
  /// sub-processes come with 8.7, undefined tasks with 8.2, inclusive gateways with 8.1.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:complexGateway id="decide" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:exclusiveGateway id="decide" />
  /// ```
  static let deployUnsupportedElement = deploy(
    "unsupported-element",
    covers: ["camunda-compat/element-type", "no-complex-gateway"]
  ) { deployment in
    deployment.elements(where: isFlowElement).compactMap { element in
      guard let first = firstVersion(element.type) else { return deployment.neverRun(element) }
      return deployment.version < first ? deployment.notYet(element, first) : nil
    }
  }

  private static func isFlowElement(_ type: ElementType) -> Bool {
    type.isFlowElement && type != .sequenceFlow
  }

  /// The version that first deploys an element, whatever its events (reference page engine 1.1).
  private static func firstVersion(_ type: ElementType) -> PlatformVersion? {
    switch type {
    case .complexGateway, .transaction, .implicitThrowEvent, .callChoreography, .subChoreography,
      .choreographyTask:
      nil
    case .adHocSubProcess: PlatformVersion(8, 7)
    case .task: PlatformVersion(8, 2)
    case .inclusiveGateway: PlatformVersion(8, 1)
    case .dataObject, .dataObjectReference, .dataStoreReference: PlatformVersion(8, 0)
    case .sendTask, .scriptTask, .businessRuleTask, .manualTask, .intermediateThrowEvent:
      PlatformVersion(1, 1)
    default: PlatformVersion(1, 0)
    }
  }
}

extension DeploymentInput {
  fileprivate func neverRun(_ element: BPMNElement) -> Diagnostic {
    finding(
      "\"\(element.label)\" is of a kind that Camunda does not run",
      help: "Model it with other elements.", on: element)
  }

  fileprivate func notYet(_ element: BPMNElement, _ first: PlatformVersion) -> Diagnostic {
    finding(
      "\"\(element.label)\" is of a kind that Camunda runs from \(first.major).\(first.minor) on",
      help: "Raise the execution platform version, or model it with other elements.", on: element)
  }
}
