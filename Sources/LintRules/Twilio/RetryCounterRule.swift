import BPMN
import Diagnostics
import FEEL
import Linting
import ProjectModel
import XML

/// # connector/twilio-retry-counter
///
/// A loop that repeats a failed Twilio call should count its attempts.
///
/// A number that Twilio rejects is rejected every time: without a counter the process retries
/// forever, and each attempt may cost money. Count in an output mapping of the error boundary event
/// (`=get or else(attempts, 0) + 1` to `attempts`), and leave the loop at a gateway whose condition
/// reads the counter (`=attempts >= 3`). Loops that wait for a person or a message are not
/// reported, nor are loops with one of your own job workers, which may count.
///
/// Bad:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1" />
/// 1️⃣<bpmn:boundaryEvent id="failed" name="Not sent" attachedToRef="send">
///   <bpmn:errorEventDefinition />
/// </bpmn:boundaryEvent>
/// <bpmn:sequenceFlow id="again" sourceRef="failed" targetRef="send" />
/// ```
///
/// Good:
/// ```xml
/// <bpmn:serviceTask id="send" name="Send SMS"
///     zeebe:modelerTemplate="io.camunda.connectors.Twilio.v1" />
/// <bpmn:boundaryEvent id="failed" name="Not sent" attachedToRef="send">
///   <bpmn:extensionElements>
///     <zeebe:ioMapping>
///       <zeebe:output source="=get or else(attempts, 0) + 1" target="attempts" />
///     </zeebe:ioMapping>
///   </bpmn:extensionElements>
///   <bpmn:errorEventDefinition />
/// </bpmn:boundaryEvent>
/// <bpmn:sequenceFlow id="next" sourceRef="failed" targetRef="often" />
/// <bpmn:exclusiveGateway id="often" name="Tried often?" default="again" />
/// <bpmn:sequenceFlow id="again" name="no" sourceRef="often" targetRef="send" />
/// <bpmn:sequenceFlow id="enough" name="yes" sourceRef="often" targetRef="end">
///   <bpmn:conditionExpression>=attempts >= 3</bpmn:conditionExpression>
/// </bpmn:sequenceFlow>
/// <bpmn:endEvent id="end" name="Given up" />
/// ```
enum RetryCounterRule {
  static let rule = LintRule(project: "connector/twilio-retry-counter", .warning) { input in
    var seen: Set<BPMNElement> = []
    return input.twilioCalls.flatMap { call in
      failurePaths(of: call)
        .filter { path in
          let loop = loop(from: path.start, to: path.activity)
          return !loop.isEmpty && !isBounded(loop) && seen.insert(path.start).inserted
        }
        .map { .uncounted($0.start, call.element) }
    }
  }

  /// Where the flow continues after a failure, and the activity that would be retried.
  private static func failurePaths(
    of call: TwilioCall
  ) -> [(start: BPMNElement, activity: BPMNElement)] {
    var paths: [(start: BPMNElement, activity: BPMNElement)] = []
    var activity: BPMNElement? = call.element
    while let current = activity {
      paths += current.boundaryEvents.filter(isFailure).map { ($0, current) }
      activity = current.scope.flatMap { $0.type.isSubProcess ? $0 : nil }
    }
    // An ignored failure continues after the task.
    if call.header("errorExpression")?.value.contains("ignoreError") == true {
      paths.append((call.element, call.element))
    }
    return paths
  }

  private static func isFailure(_ event: BPMNElement) -> Bool {
    event.eventDefinitions.contains {
      $0.type == .errorEventDefinition || $0.type == .timerEventDefinition
    }
  }

  // MARK: The loop

  /// The elements on the paths from `start` back to `activity`; empty if there is none.
  private static func loop(from start: BPMNElement, to activity: BPMNElement) -> Set<BPMNElement> {
    let ahead = closure(of: start, stop: activity) { $0.outgoing.compactMap(\.flowTarget) }
    guard ahead.contains(activity) else { return [] }
    let behind = closure(of: activity, stop: start) { $0.incoming.compactMap(\.flowSource) }
    var loop = ahead.intersection(behind)
    loop.remove(activity)
    if start != activity { loop.insert(start) }
    return loop.union(start == activity ? [activity] : [])
  }

  /// Everything reachable from an element by steps; the search does not continue past `stop`.
  private static func closure(
    of element: BPMNElement, stop: BPMNElement, _ next: (BPMNElement) -> [BPMNElement]
  ) -> Set<BPMNElement> {
    var reached: Set<BPMNElement> = []
    var open = next(element)
    while let current = open.popLast() {
      guard reached.insert(current).inserted, current != stop else { continue }
      open += next(current)
    }
    return reached
  }

  private static func isBounded(_ loop: Set<BPMNElement>) -> Bool {
    if loop.contains(where: waitsForSomebody) { return true }
    let conditions = loop.filter { $0.type == .exclusiveGateway || $0.type == .inclusiveGateway }
      .filter { $0.outgoing.contains { !($0.flowTarget.map(loop.contains) ?? true) } }
      .flatMap { $0.outgoing.compactMap(\.conditionExpression) }
    guard !conditions.isEmpty else { return false }
    if loop.contains(where: isOpaque) { return true }
    let read = Set(conditions.flatMap(names))
    return !read.isDisjoint(with: loop.flatMap(changedVariables))
  }

  private static func waitsForSomebody(_ element: BPMNElement) -> Bool {
    element.type == .userTask || element.type == .receiveTask || element.type == .manualTask
      || element.type == .eventBasedGateway
      || element.type == .intermediateCatchEvent && element.message != nil
  }

  /// Whether it may set variables that the diagram does not show.
  private static func isOpaque(_ element: BPMNElement) -> Bool {
    if element.type == .callActivity || element.type.isSubProcess { return true }
    guard let job = element.jobType?.value else { return false }
    return !job.hasPrefix("io.camunda:")
  }

  private static func names(_ condition: BPMNElement) -> [String] {
    let text = condition.xml.text.drop(while: \.isWhitespace)
    // Invalid expressions are reported by `feel/syntax`.
    guard text.first == "=", let expression = try? FEELExpression(parsing: String(text.dropFirst()))
    else { return [] }
    return expression.variables.map { $0.path[0] }
  }

  private static func changedVariables(_ element: BPMNElement) -> [String] {
    element.outputMappings.compactMap { $0.target?.split(separator: ".").first.map(String.init) }
      + ["script", "calledDecision"].compactMap { element.zeebe($0)?["resultVariable"] }
  }
}

extension Diagnostic {
  fileprivate static func uncounted(_ start: BPMNElement, _ call: BPMNElement) -> Diagnostic {
    Diagnostic(
      rule: "connector/twilio-retry-counter", severity: .warning,
      message:
        "after a failure of \"\(call.label)\", the path from \"\(start.label)\" leads back to it "
        + "without counting the attempts",
      help:
        "Set a counter in an output mapping on that path, and leave the loop at a gateway that "
        + "reads it.",
      location: start.location, element: start.reference,
      notes: start == call
        ? [] : [Note(message: "\"\(call.label)\" is called again", location: call.location)])
  }
}
