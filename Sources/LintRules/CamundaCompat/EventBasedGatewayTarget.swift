import BPMN
import Diagnostics
import Linting

extension LintRule {
  /// # camunda-compat/event-based-gateway-target
  ///
  /// A receive task must not follow an event-based gateway.
  ///
  /// BPMN allows it, but the engine does not. Use a message catch event instead.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:eventBasedGateway id="wait" name="What comes first?" />
  /// <bpmn:sequenceFlow id="first" sourceRef="wait" targetRef="answer" />
  /// 1️⃣<bpmn:receiveTask id="answer" name="Answer received" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:eventBasedGateway id="wait" name="What comes first?" />
  /// <bpmn:sequenceFlow id="first" sourceRef="wait" targetRef="answer" />
  /// <bpmn:intermediateCatchEvent id="answer" name="Answer received">
  ///   <bpmn:messageEventDefinition />
  /// </bpmn:intermediateCatchEvent>
  /// ```
  static let compatEventBasedGatewayTarget = compat(
    "event-based-gateway-target", .error
  ) { rule in
    rule.elements(.receiveTask).compactMap { task in
      let sources = task.incoming.lazy.compactMap(\.flowSource)
      guard let gateway = sources.first(where: { $0.type == .eventBasedGateway }) else {
        return nil
      }
      return rule.finding(
        "\"\(task.label)\" is a receive task after the event-based gateway \"\(gateway.label)\"",
        help: "Use a message catch event instead.", on: task)
    }
  }
}
