import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # no-disconnected
  ///
  /// Tasks, gateways, sub-processes and events should be connected.
  ///
  /// An element without any sequence flow was forgotten or left over. Exempt are event
  /// sub-processes, compensation events and handlers, and the direct children of an ad-hoc
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
  static let noDisconnected = LintRule("no-disconnected", .warning) { input in
    input.model.elements.filter { node in
      let type = node.type
      return (type.isTask || type.isGateway || type.isSubProcess || type.isEvent)
        && node.incoming.isEmpty && node.outgoing.isEmpty && !node.isTriggeredByEvent
        && !node.isCompensationBoundary && !node.isForCompensation
        && node.parent?.type != .adHocSubProcess
    }.map { node in
      input.finding(
        "\"\(node.label)\" is not connected",
        help: "Connect it with sequence flows, or delete it.", on: node)
    }
  }
}
