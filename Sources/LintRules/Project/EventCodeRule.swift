import Webhooks
import ProjectModel
import Linting
import BPMN
import Diagnostics

/// # flow/uncaught-error
///
/// Every error that is thrown is caught around the element that throws it.
///
/// An error without a matching boundary event or event sub-process, on the element itself, on a
/// sub-process around it or on the call activity that called the process, stops the instance with
/// an incident. Looked at are error end events and the codes that error expressions of connectors
/// give to `bpmnError`. An error end event at the top of a process that starts without a trigger is
/// for whoever calls it; it is reported only where the project shows a caller.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="call" name="Call">
///   <bpmn:extensionElements>
///     <zeebe:taskDefinition type="io.camunda:http-json:1" />
///     <zeebe:taskHeaders>
///       <zeebe:header key="errorExpression" value="=bpmnError(1️⃣&#34;FAILED&#34;, &#34;No&#34;)" />
///     </zeebe:taskHeaders>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="call" name="Call">
///   <bpmn:extensionElements>
///     <zeebe:taskDefinition type="io.camunda:http-json:1" />
///     <zeebe:taskHeaders>
///       <zeebe:header key="errorExpression" value="=bpmnError(&#34;FAILED&#34;, &#34;No&#34;)" />
///     </zeebe:taskHeaders>
///   </bpmn:extensionElements>
/// </bpmn:serviceTask>
/// <bpmn:boundaryEvent id="failed" attachedToRef="call"><bpmn:errorEventDefinition /></bpmn:boundaryEvent>
/// ```
///
/// # flow/error-never-thrown
///
/// An error event waits for a code that something inside can throw.
///
/// Connectors throw the codes of their error expression and no others; a misspelt code on the
/// boundary event never matches, and the error becomes an incident. The rule is silent where a job
/// worker of your own, or a process outside of the project, may throw any code.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:error id="e" errorCode="FAILD" />
/// <bpmn:process id="p" isExecutable="true">
///   <bpmn:serviceTask id="call"><bpmn:extensionElements>
///     <zeebe:taskDefinition type="io.camunda:http-json:1" />
///   </bpmn:extensionElements></bpmn:serviceTask>
///   1️⃣<bpmn:boundaryEvent id="b" attachedToRef="call"><bpmn:errorEventDefinition errorRef="e" /></bpmn:boundaryEvent>
/// </bpmn:process>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:error id="e" errorCode="FAILED" />
/// <bpmn:process id="p" isExecutable="true">
///   <bpmn:serviceTask id="call"><bpmn:extensionElements>
///     <zeebe:taskDefinition type="io.camunda:http-json:1" />
///     <zeebe:taskHeaders>
///       <zeebe:header key="errorExpression" value="=bpmnError(&#34;FAILED&#34;, &#34;No&#34;)" />
///     </zeebe:taskHeaders>
///   </bpmn:extensionElements></bpmn:serviceTask>
///   <bpmn:boundaryEvent id="b" attachedToRef="call"><bpmn:errorEventDefinition errorRef="e" /></bpmn:boundaryEvent>
/// </bpmn:process>
/// ```
///
/// # flow/uncaught-escalation
///
/// Every escalation that is thrown is caught around the event that throws it. An escalation that
/// nothing catches has no effect at all.
///
/// Severity: info
///
/// Bad:
/// ```xml
/// <bpmn:escalation id="a" escalationCode="late" />
/// <bpmn:escalation id="b" escalationCode="lost" />
/// <bpmn:process id="p" isExecutable="true">
///   <bpmn:subProcess id="sub"><bpmn:endEvent id="e">
///     1️⃣<bpmn:escalationEventDefinition escalationRef="a" />
///   </bpmn:endEvent></bpmn:subProcess>
///   <bpmn:boundaryEvent id="c" attachedToRef="sub"><bpmn:escalationEventDefinition escalationRef="b" /></bpmn:boundaryEvent>
/// </bpmn:process>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:escalation id="a" escalationCode="late" />
/// <bpmn:escalation id="b" escalationCode="lost" />
/// <bpmn:process id="p" isExecutable="true">
///   <bpmn:subProcess id="sub"><bpmn:endEvent id="e">
///     <bpmn:escalationEventDefinition escalationRef="a" />
///   </bpmn:endEvent></bpmn:subProcess>
///   <bpmn:boundaryEvent id="c" attachedToRef="sub"><bpmn:escalationEventDefinition escalationRef="a" /></bpmn:boundaryEvent>
/// </bpmn:process>
/// ```
///
/// # flow/escalation-never-thrown
///
/// An escalation event waits for a code that something inside can throw.
///
/// A code that nothing inside throws never comes; correct it, or throw it.
///
/// Severity: warning
///
/// Bad:
/// ```xml
/// <bpmn:escalation id="a" escalationCode="late" />
/// <bpmn:escalation id="b" escalationCode="lost" />
/// <bpmn:process id="p" isExecutable="true">
///   <bpmn:subProcess id="sub"><bpmn:endEvent id="e">
///     <bpmn:escalationEventDefinition escalationRef="a" />
///   </bpmn:endEvent></bpmn:subProcess>
///   1️⃣<bpmn:boundaryEvent id="c" attachedToRef="sub"><bpmn:escalationEventDefinition escalationRef="b" /></bpmn:boundaryEvent>
/// </bpmn:process>
/// ```
///
/// Good:
/// ```xml
/// <bpmn:escalation id="a" escalationCode="late" />
/// <bpmn:escalation id="b" escalationCode="lost" />
/// <bpmn:process id="p" isExecutable="true">
///   <bpmn:subProcess id="sub"><bpmn:endEvent id="e">
///     <bpmn:escalationEventDefinition escalationRef="a" />
///   </bpmn:endEvent></bpmn:subProcess>
///   <bpmn:boundaryEvent id="c" attachedToRef="sub"><bpmn:escalationEventDefinition escalationRef="a" /></bpmn:boundaryEvent>
/// </bpmn:process>
/// ```
enum EventCodeRule {
  static func check(_ input: ProjectInput) -> [Diagnostic] {
    [EventCodes.Kind.error, .escalation].flatMap { kind -> [Diagnostic] in
      let isUsed = input.project.models.contains { !$0.elements(kind.definition).isEmpty }
      let codes = EventCodes(kind, input.project)
      return uncaught(codes, input) + (isUsed ? neverThrown(codes, input) : [])
    }
  }

  private static func uncaught(_ codes: EventCodes, _ input: ProjectInput) -> [Diagnostic] {
    codes.throwsWithCode.compactMap { code, place in
      if codes.isCaught(code, from: place.element) { return nil }
      if isForCaller(place.element, codes) { return nil }
      return .uncaught(codes.kind, code, place)
    }
  }

  /// Whether an event at the top of a process speaks to a process of another project that calls it.
  private static func isForCaller(_ element: BPMNElement, _ codes: EventCodes) -> Bool {
    guard element.type.isEvent, let process = element.scope, process.type == .process else {
      return false
    }
    return codes.callers[process.id ?? ""] == nil
      && process.children(.startEvent).contains { $0.eventDefinitions.isEmpty }
  }

  private static func neverThrown(_ codes: EventCodes, _ input: ProjectInput) -> [Diagnostic] {
    codes.catchesWithCode.compactMap { code, caught in
      let place =
        caught.event.type == .boundaryEvent ? caught.event.attachedTo : caught.event.scope?.scope
      guard let place, !codes.mayThrow(code, in: place, input.index) else { return nil }
      return .neverThrown(codes.kind, code, caught.event, place)
    }
  }
}

extension Diagnostic {
  fileprivate static func uncaught(
    _ kind: EventCodes.Kind, _ code: String, _ place: EventCodes.Throw
  ) -> Diagnostic {
    let consequence =
      kind == .error ? "the instance stops with an incident" : "it has no effect"
    return Diagnostic(
      rule: "flow/uncaught-\(kind.rawValue)", severity: kind == .error ? .warning : .info,
      message:
        "\"\(place.element.label)\" throws the \(kind.rawValue) '\(code)', and no event around it "
        + "catches it: \(consequence)",
      help:
        kind == .error
        ? "Add an error boundary event to it or around it, with this code or without one."
        : "Add an escalation event around it, with this code or without one.",
      location: place.location, element: place.element.reference)
  }

  fileprivate static func neverThrown(
    _ kind: EventCodes.Kind, _ code: String, _ event: BPMNElement, _ place: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: "flow/\(kind.rawValue)-never-thrown", severity: .warning,
      message:
        "\"\(event.label)\" waits for the \(kind.rawValue) '\(code)', and nothing in "
        + "\"\(place.label)\" throws it",
      help: "Correct the code, or throw it.",
      location: event.location, element: event.reference,
      notes: [Note(message: "\"\(place.label)\" is here", location: place.location)])
  }
}
