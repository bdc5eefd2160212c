import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatEscalationBoundaryEventAttachedToRef = compat(
    "escalation-boundary-event-attached-to-ref", .error, "No escalation is caught on a task",
    from: PlatformVersion(8, 2)
  ) { rule, element in
    guard element.type == .boundaryEvent, element.attachedTo?.type.isTask == true,
      element.eventDefinitions.first?.type == .escalationEventDefinition
    else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" catches an escalation on a task, which throws none", element, at: nil,
        path: "attachedToRef")
    ]
  }
}
