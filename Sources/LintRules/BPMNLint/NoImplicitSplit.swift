import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # no-implicit-split
  ///
  /// Flows should be split by gateways only.
  ///
  /// If several unconditional flows leave an activity or event, all of them are taken at once,
  /// which the diagram does not show. Add a parallel gateway after the element, or add conditions
  /// to the flows.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:task id="check" name="Check" />
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:task id="bill" name="Write the bill" />
  /// <bpmn:sequenceFlow id="f" sourceRef="check" targetRef="pack" />
  /// <bpmn:sequenceFlow id="g" sourceRef="check" targetRef="bill" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="check" name="Check" />
  /// <bpmn:parallelGateway id="fork" />
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:task id="bill" name="Write the bill" />
  /// <bpmn:sequenceFlow id="e" sourceRef="check" targetRef="fork" />
  /// <bpmn:sequenceFlow id="f" sourceRef="fork" targetRef="pack" />
  /// <bpmn:sequenceFlow id="g" sourceRef="fork" targetRef="bill" />
  /// ```
  static let noImplicitSplit = LintRule("no-implicit-split", .warning) { input in
    input.model.elements.filter(\.splitsImplicitly).map { node in
      input.finding(
        "\"\(node.label)\" starts several paths at once without a gateway",
        help: "Add a parallel gateway after it, or add conditions to the flows.", on: node)
    }
  }
}

extension BPMNElement {
  fileprivate var splitsImplicitly: Bool {
    guard type.isActivity || type.isEvent else { return false }
    let usual = defaultFlow
    return outgoing.count { !$0.isConditional && $0 != usual } > 1
  }
}
