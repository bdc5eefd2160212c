import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # no-implicit-split
  ///
  /// Only a gateway splits flows: at most one flow without a condition leaves an activity or event.
  ///
  /// With more, all are taken at once, and the diagram does not show it. Put a parallel gateway
  /// after it, or give the flows conditions.
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
        help: "Put a parallel gateway after it, or give the flows conditions.", on: node)
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
