import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # no-implicit-start
  ///
  /// A path should begin with a start event.
  ///
  /// An element that nothing leads to is never executed. Exempt are boundary events, link catch
  /// events, event sub-processes, compensation handlers and the direct children of an ad-hoc
  /// sub-process.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:task id="pack" name="Pack" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start" name="Order arrived" />
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="pack" />
  /// ```
  static let noImplicitStart = LintRule("no-implicit-start", .warning) { input in
    input.model.elements.filter { node in
      (node.type.isEvent || node.type.isActivity || node.type.isGateway)
        && node.incoming.isEmpty && node.type != .startEvent && node.type != .boundaryEvent
        && !node.isLink(.intermediateCatchEvent) && !node.isTriggeredByEvent
        && node.parent?.type != .adHocSubProcess && !node.isForCompensation
    }.map { node in
      input.finding(
        "a path begins at \"\(node.label)\", which is not a start event",
        help: "Connect it to the previous element, or add a start event.", on: node)
    }
  }
}
