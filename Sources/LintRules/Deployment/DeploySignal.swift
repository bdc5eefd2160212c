import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/signal
  ///
  /// A signal event must reference a signal, and the signal must have a name.
  ///
  /// The name of a signal that starts a process must be static or evaluate without variables,
  /// because Camunda subscribes to it at deployment. Two start events of a process must not share a
  /// signal.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:endEvent id="end">
  ///   1️⃣<bpmn:signalEventDefinition id="signalled" />
  /// </bpmn:endEvent>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="process" isExecutable="true">
  ///   <bpmn:endEvent id="end">
  ///     <bpmn:signalEventDefinition id="signalled" signalRef="alarm" />
  ///   </bpmn:endEvent>
  /// </bpmn:process>
  /// <bpmn:signal id="alarm" name="alarm" />
  /// ```
  static let deploySignal = deploy(
    "signal", covers: ["camunda-compat/signal-reference"]
  ) { deployment in
    let definitions = deployment.model.elements(.signalEventDefinition)
    let used = Set(
      definitions.filter(isCounted).compactMap { $0.referenced("signalRef", .signal) })
    return deployment.elements(.signalEventDefinition)
      .filter { $0.referenced("signalRef", .signal) == nil }.map(deployment.noSignal)
      + deployment.elements(.signal).filter { used.contains($0) && $0.xml.nonEmpty("name") == nil }
      .map(deployment.noName)
      + deployment.elements(.process).flatMap(deployment.sameSignalStarts)
      + deployment.elements(.startEvent).flatMap(deployment.startName)
  }

  /// The engine checks start events only in a process and its direct sub-processes.
  private static func isCounted(_ definition: BPMNElement) -> Bool {
    guard let event = definition.parent, event.type == .startEvent else { return true }
    return event.parent?.type == .process || event.parent?.parent?.type == .process
  }
}

extension DeploymentInput {
  fileprivate func sameSignalStarts(_ process: BPMNElement) -> [Diagnostic] {
    process.children(.startEvent).flatMap(\.ownEventDefinitions)
      .compactMap { $0.referenced("signalRef", .signal)?.xml.nonEmpty("name") }.repeated
      .map { startedTwice(by: $0, process) }
  }

  fileprivate func startName(_ event: BPMNElement) -> [Diagnostic] {
    guard event.parent?.type == .process else { return [] }
    return event.ownEventDefinitions.compactMap { definition in
      constantName(of: definition.referenced("signalRef", .signal), "signal", on: event)
    }
  }

  fileprivate func noSignal(_ definition: BPMNElement) -> Diagnostic {
    finding(
      "\"\(definition.parent?.label ?? definition.label)\" does not reference a signal",
      help: "Choose an existing signal, or create one.", on: definition,
      at: definition.xml.attribute("signalRef").map { SourceLocation(model.source, $0.valueRange) })
  }

  fileprivate func noName(_ signal: BPMNElement) -> Diagnostic {
    finding(
      "the signal \"\(signal.label)\" has no name",
      help: "Give it a name: signals are matched by name.",
      at: signal.xml, attribute: "name")
  }

  fileprivate func startedTwice(by name: String, _ process: BPMNElement) -> Diagnostic {
    finding(
      "several start events of \"\(process.label)\" wait for the signal '\(name)'",
      help: "Keep one of them.", on: process)
  }
}
