import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # event-based-gateway
  ///
  /// An event-based gateway must have at least two outgoing flows, none of them with a condition.
  ///
  /// The gateway waits for whichever event occurs first: with a single flow there is nothing to
  /// choose from, and conditions are never evaluated.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:eventBasedGateway id="first" />
  /// <bpmn:intermediateCatchEvent id="answer" name="Answer" />
  /// <bpmn:sequenceFlow id="f" sourceRef="first" targetRef="answer" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:eventBasedGateway id="first" />
  /// <bpmn:intermediateCatchEvent id="answer" name="Answer" />
  /// <bpmn:intermediateCatchEvent id="late" name="2 days" />
  /// <bpmn:sequenceFlow id="f" sourceRef="first" targetRef="answer" />
  /// <bpmn:sequenceFlow id="g" sourceRef="first" targetRef="late" />
  /// ```
  static let eventBasedGateway = LintRule("event-based-gateway", .error) { input in
    input.model.elements(.eventBasedGateway).flatMap { gateway -> [Diagnostic] in
      let flows = gateway.outgoing
      let conditions = flows.filter(\.isConditional).map { flow in
        input.finding(
          "the sequence flow \"\(flow.label)\" leaves the event-based gateway \"\(gateway.label)\" "
            + "and has a condition, which is never evaluated",
          help: "Delete the condition: the first event decides.", on: flow,
          at: flow.conditionExpression?.location,
          fixIt: flow.conditionExpression.map { condition in
            Diagnostic.FixIt(
              title: "Delete the condition", edits: [XMLEditor.remove(condition.xml)])
          })
      }
      guard flows.count < 2 else { return conditions }
      return conditions + [
        input.finding(
          "the event-based gateway \"\(gateway.label)\" has \(flows.isEmpty ? "no" : "one") "
            + "outgoing flow and nothing to choose from",
          help: "Connect it to at least two events.", on: gateway)
      ]
    }
  }
}
