import Linting
import BPMN
import Diagnostics

extension LintRule {
  /// # no-disconnected
  ///
  /// Tasks, gateways, sub-processes and events are connected with something.
  ///
  /// What no sequence flow reaches or leaves is forgotten, or in the way. Excepted are event
  /// sub-processes, compensation events and handlers, and what stands directly in an ad-hoc
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
        "\"\(node.label)\" is connected with nothing",
        help: "Connect it by sequence flows, or delete it.", on: node)
    }
  }
}
