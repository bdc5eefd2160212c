import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # no-implicit-end
  ///
  /// A path should end with an end event.
  ///
  /// Readers cannot tell an intended end from a missing flow. Exempt are link throw events, event
  /// sub-processes, compensation handlers, compensation events associated with a handler, and the
  /// direct children of an ad-hoc sub-process.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:task id="ship" name="Ship" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:endEvent id="end" name="Order shipped" />
  /// <bpmn:sequenceFlow id="f" sourceRef="ship" targetRef="end" />
  /// ```
  static let noImplicitEnd = LintRule("no-implicit-end", .warning) { input in
    let associated = Set(
      input.model.elements(.association).compactMap { $0.referenced("sourceRef")?.index })
    return input.model.elements.filter { node in
      (node.type.isEvent || node.type.isActivity || node.type.isGateway)
        && node.outgoing.isEmpty && node.type != .endEvent && !node.isTriggeredByEvent
        && !node.isLink(.intermediateThrowEvent) && node.parent?.type != .adHocSubProcess
        && !(node.isCompensationBoundary && associated.contains(node.index))
        && !node.isForCompensation
    }.map { node in
      input.finding(
        "the path ends at \"\(node.label)\", which is not an end event",
        help: "Connect it to the next element, or add an end event.", on: node)
    }
  }
}
