import BPMN
import Diagnostics
import Linting
import Text

extension LintRule {
  /// # label-required
  ///
  /// Flow nodes, conditional flows, participants and lanes should have a label.
  ///
  /// Exempt are gateways that do not decide (parallel, event-based, or with a single outgoing
  /// flow), sub-processes, and flows without a condition.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:serviceTask id="Activity_0x3fa" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:serviceTask id="Activity_0x3fa" name="Send the confirmation" />
  /// ```
  static let labelRequired = LintRule("label-required", .warning) { input in
    input.model.elements.filter { $0.needsLabel && ($0.name?.isBlank ?? true) }.map { element in
      input.finding(
        "\(element.id.map { "'\($0)'" } ?? "an element") of type \(element.type.qualifiedName) has "
          + "no label",
        help: "Add a short label that describes what it does or decides.", on: element, path: "name"
      )
    }
  }
}

extension BPMNElement {
  fileprivate var needsLabel: Bool {
    switch type {
    case .participant, .lane: true
    case .sequenceFlow: isConditional
    case .parallelGateway, .eventBasedGateway: false
    case _ where type.isGateway: outgoing.count > 1
    case _ where type.isSubProcess: false
    default: type.isFlowNode
    }
  }
}
