import BPMN
import Diagnostics

extension LintRule {
  /// Tasks, gateways, sub-processes and events are connected with something.
  ///
  /// Excepted are event sub-processes, compensation events and handlers, and what stands directly in an
  /// ad-hoc sub-process.
  static let noDisconnected = LintRule(
    "no-disconnected", .warning, "Elements are connected."
  ) { input in
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
