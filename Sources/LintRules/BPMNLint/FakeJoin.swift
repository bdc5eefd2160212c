import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # fake-join
  ///
  /// Flows should be joined by gateways only.
  ///
  /// An activity or event with several incoming flows looks like a join, but is executed once for
  /// each of them. Add a gateway before it: an exclusive gateway if only one of the flows is taken,
  /// or a parallel gateway to wait for all of them.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:task id="bill" name="Write the bill" />
  /// 1️⃣<bpmn:task id="ship" name="Ship" />
  /// <bpmn:sequenceFlow id="f" sourceRef="pack" targetRef="ship" />
  /// <bpmn:sequenceFlow id="g" sourceRef="bill" targetRef="ship" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:task id="bill" name="Write the bill" />
  /// <bpmn:parallelGateway id="both" />
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:sequenceFlow id="f" sourceRef="pack" targetRef="both" />
  /// <bpmn:sequenceFlow id="g" sourceRef="bill" targetRef="both" />
  /// <bpmn:sequenceFlow id="h" sourceRef="both" targetRef="ship" />
  /// ```
  static let fakeJoin = LintRule("fake-join", .warning) { input in
    input.model.elements.filter {
      ($0.type.isActivity || $0.type.isEvent) && $0.incoming.count > 1
    }.map { node in
      input.finding(
        "\(node.incoming.count) flows end at \"\(node.label)\", which looks like a join but "
          + "is executed once for each of them",
        help: "Add a gateway before it that joins the flows.", on: node)
    }
  }
}
