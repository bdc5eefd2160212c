import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/compensation
  ///
  /// A compensation throw event must refer to an activity of its own scope that can be compensated.
  ///
  /// That is an activity with a compensation boundary event, or an embedded sub-process. An event
  /// sub-process may also compensate activities of its parent scope. Camunda always waits for
  /// compensation to complete. A compensation handler has no sequence flows and no boundary events.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:manualTask id="book" />
  /// <bpmn:endEvent id="undo">
  ///   1️⃣<bpmn:compensateEventDefinition id="compensate" activityRef="book" />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:manualTask id="book" />
  /// <bpmn:boundaryEvent id="undoBook" attachedToRef="book">
  ///   <bpmn:compensateEventDefinition id="booked" />
  /// </bpmn:boundaryEvent>
  /// <bpmn:manualTask id="cancel" isForCompensation="true" />
  /// <bpmn:endEvent id="undo">
  ///   <bpmn:compensateEventDefinition id="compensate" activityRef="book" />
  /// </bpmn:endEvent>
  /// <bpmn:association id="by" sourceRef="undoBook" targetRef="cancel" />
  /// ```
  static let deployCompensation = deploy(
    "compensation",
    covers: ["camunda-compat/wait-for-completion"]
  ) { deployment in
    deployment.elements(.compensateEventDefinition).flatMap(deployment.compensation)
      + deployment.elements(where: \.isTask).filter(\.isForCompensation)
      .flatMap(deployment.handler)
  }
}

extension DeploymentInput {
  fileprivate func compensation(_ definition: BPMNElement) -> [Diagnostic] {
    guard let event = definition.parent else { return [] }
    var found: [Diagnostic] = []
    if event.isThrowEvent, let wait = definition.xml["waitForCompletion"],
      wait.lowercased() != "true"
    {
      found.append(doesNotWait(definition, event))
    }
    guard let name = definition.xml.nonEmpty("activityRef") else { return found }
    guard let activity = definition.referenced("activityRef"), activity.type.isActivity else {
      return found + [noActivity(name, definition)]
    }
    let isSubProcess = activity.type.isSubProcess && !activity.isTriggeredByEvent
    let isCompensable = activity.boundaryEvents.contains {
      $0.hasOwnDefinition(.compensateEventDefinition)
    }
    if !isSubProcess, !isCompensable { found.append(notCompensable(activity, definition)) }
    if !isInScope(activity, event) { found.append(outOfScope(activity, definition)) }
    return found
  }

  private func isInScope(_ activity: BPMNElement, _ event: BPMNElement) -> Bool {
    guard let scope = event.scope else { return false }
    if activity.scope == scope { return true }
    return scope.isTriggeredByEvent && activity.scope == scope.scope
  }

  fileprivate func handler(_ task: BPMNElement) -> [Diagnostic] {
    var problems: [String] = []
    if !task.listedFlows(.incoming).isEmpty { problems.append("has an incoming sequence flow") }
    if !task.listedFlows(.outgoing).isEmpty { problems.append("has an outgoing sequence flow") }
    if !task.boundaryEvents.isEmpty { problems.append("has a boundary event") }
    return problems.map { badHandler(task, $0) }
  }

  private func doesNotWait(_ definition: BPMNElement, _ event: BPMNElement) -> Diagnostic {
    finding(
      "\"\(event.label)\" does not wait for compensation to complete, but Camunda always waits",
      help: "Remove waitForCompletion, or set it to true.", on: event,
      at: definition.xml.attribute("waitForCompletion").map {
        SourceLocation(model.source, $0.valueRange)
      })
  }

  private func noActivity(_ name: String, _ definition: BPMNElement) -> Diagnostic {
    finding(
      "\"\(definition.parent?.label ?? "")\" compensates '\(name)', which does not exist",
      help: "Correct activityRef, or remove it to compensate the whole scope.",
      at: definition.xml, attribute: "activityRef")
  }

  private func notCompensable(_ activity: BPMNElement, _ definition: BPMNElement) -> Diagnostic {
    finding(
      "\"\(definition.parent?.label ?? "")\" compensates \"\(activity.label)\", which has no "
        + "compensation boundary event",
      help: "Attach a compensation boundary event to \"\(activity.label)\".", on: definition)
  }

  private func outOfScope(_ activity: BPMNElement, _ definition: BPMNElement) -> Diagnostic {
    finding(
      "\"\(definition.parent?.label ?? "")\" compensates \"\(activity.label)\", which is in "
        + "another process or sub-process",
      help: "Throw compensation in the scope of the activity, or compensate the whole sub-process.",
      on: definition)
  }

  private func badHandler(_ task: BPMNElement, _ problem: String) -> Diagnostic {
    finding(
      "\"\(task.label)\" is a compensation handler, but \(problem)",
      help: "Connect a compensation handler only by the association from its boundary event.",
      on: task)
  }
}
