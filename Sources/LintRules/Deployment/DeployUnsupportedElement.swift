import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/unsupported-element
  ///
  /// The Camunda version must support the type of every element.
  ///
  /// No version supports complex gateways, transactions or choreographies. Ad-hoc sub-processes
  /// require 8.7, undefined tasks 8.2, inclusive gateways 8.1.
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

  /// The first version that deploys an element, regardless of its events.
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
      "\"\(element.label)\" is of a type that Camunda does not support",
      help: "Model it with other elements.", on: element)
  }

  fileprivate func notYet(_ element: BPMNElement, _ first: PlatformVersion) -> Diagnostic {
    finding(
      "\"\(element.label)\" is of a type that Camunda supports from \(first.major).\(first.minor) on",
      help: "Raise the execution platform version, or model it with other elements.", on: element)
  }
}
