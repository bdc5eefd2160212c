import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/duplicate-catch
  ///
  /// In one place every message, signal, error and escalation is caught once.
  ///
  /// Two boundary events of one activity, or two event sub-processes of one scope, that wait for the
  /// same message or signal name or catch the same code are refused: it would be open which of them
  /// reacts. The same goes for two that catch every error, or every escalation.
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

  /// The elements by what holds them, in the order of the file.
  private func grouped(
    _ elements: [BPMNElement], by holder: (BPMNElement) -> BPMNElement?
  ) -> [(BPMNElement, [BPMNElement])] {
    var groups: [BPMNElement: [BPMNElement]] = [:]
    for element in elements {
      if let key = holder(element) { groups[key, default: []].append(element) }
    }
    return groups.sorted { $0.key.index < $1.key.index }.map { ($0.key, $0.value) }
  }

  /// What several event definitions catch.
  func duplicates(of definitions: [BPMNElement]) -> [Catch] {
    definitions.compactMap(Catch.init).repeated
  }

  private func caughtTwice(_ what: Catch, by whom: String, on element: BPMNElement) -> Diagnostic {
    finding(
      "several \(whom) catch \(what.words)",
      help: "Keep one of them, and decide with a gateway behind it.", on: element)
  }
}

/// What an event definition waits for, as far as two may not wait for the same.
struct Catch: Hashable {
  private enum Kind: Hashable {
    case message, signal, error, escalation
  }

  private let kind: Kind
  /// The name or the code; nil catches all, either because nothing is referenced or because
  /// what is referenced has no code. The engine counts these two apart.
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

  var words: String {
    switch (kind, name) {
    case (.message, let name): "the message '\(name ?? "")'"
    case (.signal, let name): "the signal '\(name ?? "")'"
    case (.error, let code?): "the error code '\(code)'"
    case (.error, nil): "every error"
    case (.escalation, let code?): "the escalation code '\(code)'"
    case (.escalation, nil): "every escalation"
    }
  }
}
