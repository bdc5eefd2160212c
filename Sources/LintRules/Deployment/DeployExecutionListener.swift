import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/execution-listener
  ///
  /// An execution listener must have a job type and an event that its element supports.
  ///
  /// Start and boundary events do not support `start`; gateways and error end events do not support
  /// `end`; compensation boundary events have no listeners at all. Each type may occur once per
  /// event. From Camunda 8.10 on, a process may listen to `cancel` and a multi-instance activity to
  /// `beforeAll`. Engines before 8.6 ignore listeners.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:startEvent id="start">
  ///   <bpmn:extensionElements>
  ///     <zeebe:executionListeners>
  ///       1️⃣<zeebe:executionListener eventType="start" type="log" />
  ///     </zeebe:executionListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:startEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:startEvent id="start">
  ///   <bpmn:extensionElements>
  ///     <zeebe:executionListeners>
  ///       <zeebe:executionListener eventType="end" type="log" />
  ///     </zeebe:executionListeners>
  ///   </bpmn:extensionElements>
  /// </bpmn:startEvent>
  /// ```
  static let deployExecutionListener = deploy(
    "execution-listener",
    covers: [
      "camunda-compat/execution-listener", "camunda-compat/duplicate-execution-listeners",
      "camunda-compat/no-before-all-execution-listener",
      "camunda-compat/no-cancel-execution-listener",
      "camunda-compat/before-all-execution-listener", "camunda-compat/cancel-execution-listener",
    ]
  ) { deployment in
    guard deployment.isAtLeast(8, 6) else { return [] }
    let lists = deployment.zeebe("executionListeners")
    guard !lists.isEmpty else { return [] }
    let listeners = deployment.zeebe("executionListener")
    return deployment.required("type", of: listeners)
      + deployment.notEmpty("retries", of: listeners)
      + listeners.compactMap(deployment.executionEvent)
      + lists.flatMap(deployment.executionListeners)
  }
}

extension DeploymentInput {
  /// The event must be one that the version supports.
  fileprivate func executionEvent(_ listener: XMLElement) -> Diagnostic? {
    let event = listener["eventType"] ?? ""
    return executionEvents.contains(event) ? nil : unknownEvent(event, listener)
  }

  private var executionEvents: [String] {
    isAtLeast(8, 10) ? ["start", "end", "beforeAll", "cancel"] : ["start", "end"]
  }

  fileprivate func executionListeners(_ list: XMLElement) -> [Diagnostic] {
    let listeners = list.children.filter {
      $0.name.local == "executionListener" && $0.name.namespace == XMLNamespace.zeebe
    }
    guard !listeners.isEmpty else { return [] }
    let element = list.owner(in: model)
    guard element.hasExecutionListeners else { return [noListeners(list, element)] }
    let pairs = listeners.map { [$0["eventType"] ?? "", $0["type"] ?? ""] }
    return pairs.repeated.map { sameTwice($0, list, element) }
      + listeners.filter { listener in
        let event = listener["eventType"] ?? ""
        return executionEvents.contains(event) && !mayListen(event, element)
      }.map { noSuchEvent($0, element) }
  }

  private func mayListen(_ event: String, _ element: BPMNElement) -> Bool {
    switch (event, element.type) {
    case ("start", .startEvent): false
    case (_, .boundaryEvent):
      event != "start" && element.ownEventDefinitions.first?.type != .compensateEventDefinition
    case ("end", let type) where type.isGateway: false
    case ("end", .endEvent): element.ownEventDefinitions.first?.type != .errorEventDefinition
    case ("cancel", let type): type == .process
    case ("beforeAll", _): element.child(.multiInstanceLoopCharacteristics) != nil
    default: true
    }
  }

  private func unknownEvent(_ event: String, _ listener: XMLElement)
    -> Diagnostic
  {
    finding(
      event.isEmpty
        ? "an execution listener has no event type"
        : "'\(event)' is not an execution listener event in Camunda "
          + "\(version.major).\(version.minor)",
      help: "Set eventType to \(executionEvents.joined(separator: " or ")).", at: listener,
      attribute: "eventType")
  }

  private func noListeners(_ list: XMLElement, _ element: BPMNElement) -> Diagnostic {
    finding(
      "\"\(element.label)\" is of a type that does not support execution listeners",
      help: "Move the listeners to the process, or to an activity, event or gateway.", at: list)
  }

  private func sameTwice(_ pair: [String], _ list: XMLElement, _ element: BPMNElement) -> Diagnostic
  {
    finding(
      "\"\(element.label)\" has several \(pair[0]) listeners of type '\(pair[1])'",
      help: "Keep one of them, or use different types.", at: list)
  }

  private func noSuchEvent(_ listener: XMLElement, _ element: BPMNElement) -> Diagnostic {
    finding(
      "\"\(element.label)\" does not support '\(listener["eventType"] ?? "")' listeners",
      help: "Remove the listener, or move it to the previous or next element.", on: element,
      at: listener.location)
  }
}

extension BPMNElement {
  fileprivate var hasExecutionListeners: Bool {
    type == .process || type.isActivity && type != .transaction || type.isGateway || type.isEvent
  }
}
