import BPMN
import Diagnostics
import Linting
import ProjectModel

/// # connector/twilio-unguarded-call
///
/// A call to Twilio should handle failures.
///
/// Twilio may reject a number, enforce a limit or be unreachable. Without an error expression or a
/// boundary event, the engine retries the call unchanged and then stops the process with an
/// incident. Add an error boundary event to the task or its sub-process, and throw the error in the
/// error expression, as in `=if error = null then null else bpmnError("SMS_FAILED",
/// error.message)`.
///
/// Bad:
/// ```xml
/// 1️⃣<bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1" />
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1" />
/// <bpmn:boundaryEvent id="failed" name="Not sent" attachedToRef="send">
///   <bpmn:errorEventDefinition />
/// </bpmn:boundaryEvent>
/// ```
enum UnguardedCallRule {
  static let rule = LintRule(project: "connector/twilio-unguarded-call", .warning) { input in
    input.twilioCalls
      .filter { $0.header("errorExpression") == nil && !isGuarded($0.element) }
      .map { .unguarded($0.element) }
  }

  private static func isGuarded(_ element: BPMNElement) -> Bool {
    var activity: BPMNElement? = element
    while let current = activity {
      let isCaught = current.boundaryEvents.contains { event in
        event.eventDefinitions.contains { $0.type != .compensateEventDefinition }
      }
      if isCaught || current.scope.map(hasErrorHandler) == true { return true }
      activity = current.scope.flatMap { $0.type.isSubProcess ? $0 : nil }
    }
    return false
  }

  /// Whether an event sub-process catches errors in this scope.
  private static func hasErrorHandler(_ scope: BPMNElement) -> Bool {
    scope.children.contains { child in
      child.isEventSubProcess
        && child.children(.startEvent).contains { start in
          start.eventDefinitions.contains { $0.type == .errorEventDefinition }
        }
    }
  }
}

extension Diagnostic {
  fileprivate static func unguarded(_ element: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-unguarded-call", severity: .warning,
      message: "nothing handles a failure of \"\(element.label)\"",
      help:
        "Add an error expression, and an error boundary event on the task or its sub-process.",
      location: element.location, element: element.reference)
  }
}
