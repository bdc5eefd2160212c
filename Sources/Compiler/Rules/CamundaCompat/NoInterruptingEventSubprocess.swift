import BPMN
import Diagnostics
import XML

extension LintRule {
  static let compatNoInterruptingEventSubprocess = compat(
    "no-interrupting-event-subprocess", .error,
    "Event sub-processes in ad-hoc sub-processes do not interrupt",
    from: PlatformVersion(8, 7)
  ) { rule, element in
    guard element.type == .startEvent, element.isInterrupting,
      let scope = element.parent, scope.isEventSubProcess, scope.parent?.type == .adHocSubProcess
    else { return [] }
    return [
      rule.finding(
        "\"\(element.label)\" interrupts an ad-hoc sub-process: make it non-interrupting", element,
        at: nil, path: "isInterrupting")
    ]
  }
}
