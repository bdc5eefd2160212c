import BPMN
import Diagnostics
import Linting
import ProjectModel

/// # flow/uncaught-error
///
/// A thrown error should be caught.
///
/// If no boundary event or event sub-process catches the error, on the element itself, on an
/// enclosing sub-process or on the call activity that called the process, the instance stops with
/// an incident. The rule checks error end events, and the codes that connectors' error expressions
/// pass to `bpmnError`. An error end event at the top level of a process that starts without a
/// trigger is meant for its caller, so it is only reported if the project contains a caller.
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
/// An error event should catch a code that can be thrown within its scope.
///
/// Connectors only throw the codes in their error expression. A misspelled code on the boundary
/// event never matches, and the error becomes an incident. The rule does not report anything if one
/// of your job workers, or a process outside the project, might throw the code.
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
/// A thrown escalation should be caught.
///
/// An escalation that no event catches has no effect.
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
/// An escalation event should catch a code that can be thrown within its scope.
///
/// A code that is never thrown never triggers the event. Correct the code, or throw it.
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
  static let rule = LintRule(
    project: [
      "flow/uncaught-error", "flow/error-never-thrown", "flow/uncaught-escalation",
      "flow/escalation-never-thrown",
    ], .warning
  ) { input in
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

  /// Whether an event at the top level of a process may be meant for a caller in another project.
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
        "\"\(place.element.label)\" throws the \(kind.rawValue) '\(code)', but no event "
        + "catches it: \(consequence)",
      help:
        kind == .error
        ? "Catch it with an error boundary event on this element or an enclosing one, with this code or none."
        : "Catch it with an escalation event in an enclosing scope, with this code or none.",
      location: place.location, element: place.element.reference)
  }

  fileprivate static func neverThrown(
    _ kind: EventCodes.Kind, _ code: String, _ event: BPMNElement, _ place: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: "flow/\(kind.rawValue)-never-thrown", severity: .warning,
      message:
        "\"\(event.label)\" catches the \(kind.rawValue) '\(code)', but nothing in "
        + "\"\(place.label)\" throws it",
      help: "Correct the code, or throw it.",
      location: event.location, element: event.reference,
      notes: [Note(message: "\"\(place.label)\" is here", location: place.location)])
  }
}
