import BPMN
import Diagnostics
import Linting
import Text
import XML

extension LintRule {
  /// # deploy/sequence-flow
  ///
  /// A sequence flow must connect existing elements, and elements must only list existing flows.
  ///
  /// Camunda rejects a flow whose `sourceRef` or `targetRef` does not exist. It also rejects an
  /// element that lists a missing `outgoing` flow, which happens when a flow is deleted by hand.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="1️⃣missing" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" />
  /// <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="end" />
  /// <bpmn:endEvent id="end" />
  /// ```
  static let deploySequenceFlow = deploy(
    "sequence-flow", covers: ["xml/unresolved-reference"]
  ) { deployment in
    deployment.elements(.sequenceFlow).flatMap { flow in
      ["sourceRef", "targetRef"].filter { flow.referenced($0)?.type.isFlowNode != true }
        .map { deployment.leadsNowhere(flow, $0) }
    }
      + deployment.elements(where: \.isFlowNode).flatMap { node in
        node.listedFlowNames(.outgoing)
          .filter { deployment.model.element(reference: $0.text)?.type != .sequenceFlow }
          .map { deployment.unknownFlow($0.text.trimmed, at: $0.location, node) }
      }
  }
}

extension DeploymentInput {
  fileprivate func leadsNowhere(_ flow: BPMNElement, _ attribute: String) -> Diagnostic {
    let end = attribute == "sourceRef" ? "starts" : "ends"
    return finding(
      "the sequence flow \"\(flow.label)\" \(end) at a missing element",
      help: "Connect it, or delete it.", at: flow.xml, attribute: attribute)
  }

  fileprivate func unknownFlow(
    _ name: String, at location: SourceLocation, _ node: BPMNElement
  ) -> Diagnostic {
    finding(
      "\"\(node.label)\" lists '\(name)' as outgoing, but no sequence flow has this id",
      help: "Delete the line, or correct the id.", on: node, at: location)
  }
}
