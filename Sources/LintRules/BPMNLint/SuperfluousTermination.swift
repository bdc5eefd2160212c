import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # superfluous-termination
  ///
  /// A terminate end event should have other paths to terminate.
  ///
  /// If it is the only end event, nothing else can still be running, and a none end event has the
  /// same effect.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:task id="ship" name="Ship" />
  /// 1️⃣<bpmn:endEvent id="end" name="Order shipped">
  ///   <bpmn:terminateEventDefinition />
  /// </bpmn:endEvent>
  /// <bpmn:sequenceFlow id="f" sourceRef="ship" targetRef="end" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:endEvent id="end" name="Order shipped" />
  /// <bpmn:sequenceFlow id="f" sourceRef="ship" targetRef="end" />
  /// ```
  static let superfluousTermination = LintRule("superfluous-termination", .warning) { input in
    input.model.elements.filter(\.type.isFlowElementsContainer).compactMap { container in
      let ends = container.children.filter { $0.type.isFlowNode && $0.outgoing.isEmpty }
      let terminations = ends.filter(\.isTermination)
      guard terminations.count == 1, let event = terminations.first,
        ends.allSatisfy({ $0 == event || $0.isInterruptingEventSubProcess })
      else { return nil }
      return input.finding(
        "\"\(event.label)\" terminates \"\(container.label)\", where nothing else can still be running",
        help: "Use a none end event.", on: event, fixIt: event.plainEnd)
    }
  }
}

extension BPMNElement {
  fileprivate var isTermination: Bool {
    type == .endEvent && eventDefinitions.first(of: .terminateEventDefinition) != nil
  }

  /// Deletes the definition if it is the only one and nested in the event.
  fileprivate var plainEnd: Diagnostic.FixIt? {
    let definitions = eventDefinitions
    guard let definition = definitions.first, definitions.count == 1, definition.parent == self
    else { return nil }
    return Diagnostic.FixIt(
      title: "Use a none end event", edits: [XMLEditor.remove(definition.xml)],
      effect: "tokens on other paths continue")
  }

  fileprivate var isInterruptingEventSubProcess: Bool {
    isTriggeredByEvent && child(.startEvent)?.isInterrupting ?? false
  }
}
