import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # camunda-compat/escalation-reference
  ///
  /// An escalation throw event must reference an escalation with a code.
  ///
  /// The engine finds the event that catches an escalation by its code. A catch event may omit the
  /// reference and then catches all escalations. A referenced escalation always needs a code.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:endEvent id="late" name="Too late">
  ///   1️⃣<bpmn:escalationEventDefinition />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:escalation id="delay" escalationCode="DELAY" />
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:endEvent id="late" name="Too late">
  ///     <bpmn:escalationEventDefinition escalationRef="delay" />
  ///   </bpmn:endEvent>
  /// </bpmn:process>
  /// ```
  static let compatEscalationReference = compat(
    "escalation-reference", .error,
    from: PlatformVersion(8, 2)
  ) { rule in
    rule.events(with: .escalationEventDefinition).compactMap { event, definition in
      let path = "eventDefinitions.0.escalationRef"
      guard let escalation = definition.referenced("escalationRef") else {
        guard event.type.isThrowEvent else { return nil }
        return rule.finding(
          "\"\(event.label)\" does not reference an escalation", help: "Choose an escalation.",
          on: event,
          at: definition.location, path: path)
      }
      guard escalation.xml["escalationCode"].isMissing else { return nil }
      return rule.finding(
        "\"\(event.label)\" uses the escalation \"\(escalation.label)\", which has no code",
        help: "Give the escalation a code.", on: event,
        at: escalation.xml.location(ofAttribute: "escalationCode"), path: path + ".escalationCode")
    }
  }
}
