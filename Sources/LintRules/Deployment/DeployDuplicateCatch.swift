import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/duplicate-catch
  ///
  /// A message, signal, error or escalation must not be caught twice in the same place.
  ///
  /// Camunda rejects two boundary events of one activity, or two event sub-processes of one scope,
  /// that wait for the same message or signal name or catch the same code: it could not decide
  /// which of them to trigger. The same applies to two that catch all errors, or all escalations.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:manualTask id="task" />
  /// <bpmn:boundaryEvent id="first" attachedToRef="task">
  ///   <bpmn:errorEventDefinition id="any" />
  /// </bpmn:boundaryEvent>
  /// <bpmn:boundaryEvent id="second" attachedToRef="task">
  ///   <bpmn:errorEventDefinition id="anyToo" />
  /// </bpmn:boundaryEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:manualTask id="task" />
  /// <bpmn:boundaryEvent id="first" attachedToRef="task">
  ///   <bpmn:errorEventDefinition id="any" />
  /// </bpmn:boundaryEvent>
  /// ```
  static let deployDuplicateCatch = deploy(
    "duplicate-catch"
  ) { deployment in
    deployment.sameOnOneActivity + deployment.sameInOneScope
  }
}

extension DeploymentInput {
  fileprivate var sameOnOneActivity: [Diagnostic] {
    grouped(elements(.boundaryEvent)) { $0.attachedTo }.flatMap { activity, events in
      events.count < 2
        ? []
        : duplicates(of: events.flatMap(\.ownEventDefinitions)).map {
          caughtTwice($0, by: "boundary events of \"\(activity.label)\"", on: activity)
        }
    }
  }

  fileprivate var sameInOneScope: [Diagnostic] {
    let eventSubProcesses = elements(.subProcess, .transaction, .adHocSubProcess)
      .filter(\.isTriggeredByEvent)
    return grouped(eventSubProcesses) { $0.parent }.flatMap { scope, members in
      members.count < 2
        ? []
        : duplicates(
          of: members.flatMap { $0.children(.startEvent) }.flatMap(\.ownEventDefinitions)
        ).map { caughtTwice($0, by: "event sub-processes of \"\(scope.label)\"", on: scope) }
    }
  }

  /// The elements grouped by their host or parent, in document order.
  private func grouped(
    _ elements: [BPMNElement], by owner: (BPMNElement) -> BPMNElement?
  ) -> [(BPMNElement, [BPMNElement])] {
    var groups: [BPMNElement: [BPMNElement]] = [:]
    for element in elements {
      if let key = owner(element) { groups[key, default: []].append(element) }
    }
    return groups.sorted { $0.key.index < $1.key.index }.map { ($0.key, $0.value) }
  }

  /// What more than one of the event definitions catches.
  func duplicates(of definitions: [BPMNElement]) -> [Catch] {
    definitions.compactMap(Catch.init).repeated
  }

  private func caughtTwice(_ what: Catch, by whom: String, on element: BPMNElement) -> Diagnostic {
    finding(
      "several \(whom) catch \(what.description)",
      help: "Keep one of them, and branch with a gateway after it.", on: element)
  }
}

/// What an event definition catches, where no two may catch the same.
struct Catch: Hashable {
  private enum Kind: Hashable {
    case message, signal, error, escalation
  }

  private let kind: Kind
  /// The name or code. Nil catches everything: either nothing is referenced, or what is referenced
  /// has no code. The engine distinguishes the two.
  private let name: String?
  private let isReferenced: Bool

  init?(_ definition: BPMNElement) {
    switch definition.type {
    case .messageEventDefinition:
      guard let name = definition.referenced("messageRef", .message)?.xml.nonEmpty("name") else {
        return nil
      }
      (kind, self.name, isReferenced) = (.message, name, true)
    case .signalEventDefinition:
      guard let name = definition.referenced("signalRef", .signal)?.xml.nonEmpty("name") else {
        return nil
      }
      (kind, self.name, isReferenced) = (.signal, name, true)
    case .errorEventDefinition:
      let error = definition.referenced("errorRef", .error)
      (kind, name, isReferenced) = (.error, error?.xml["errorCode"], error != nil)
    case .escalationEventDefinition:
      let escalation = definition.referenced("escalationRef", .escalation)
      (kind, name, isReferenced) = (
        .escalation, escalation?.xml["escalationCode"], escalation != nil
      )
    default: return nil
    }
  }

  var description: String {
    switch (kind, name) {
    case (.message, let name): "the message '\(name ?? "")'"
    case (.signal, let name): "the signal '\(name ?? "")'"
    case (.error, let code?): "the error code '\(code)'"
    case (.error, nil): "all errors"
    case (.escalation, let code?): "the escalation code '\(code)'"
    case (.escalation, nil): "all escalations"
    }
  }
}
