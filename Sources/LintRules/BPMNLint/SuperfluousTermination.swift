import Linting
import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # superfluous-termination
  ///
  /// A terminate event has something to terminate.
  ///
  /// It ends other paths. Where it is the only end, nothing else can still run, and a plain end
  /// event says the same.
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
        "\"\(event.label)\" terminates \"\(container.label)\", where nothing else can still run",
        help: "Make it a plain end event.", on: event, fixIt: event.plainEnd)
    }
  }
}

extension BPMNElement {
  fileprivate var isTermination: Bool {
    type == .endEvent && eventDefinitions.first(of: .terminateEventDefinition) != nil
  }

  /// Deletes the definition where it is the only one and stands in the event.
  fileprivate var plainEnd: Diagnostic.FixIt? {
    let definitions = eventDefinitions
    guard let definition = definitions.first, definitions.count == 1, definition.parent == self
    else { return nil }
    return Diagnostic.FixIt(
      title: "Make it a plain end event", edits: [XMLEditor.remove(definition.xml)])
  }

  fileprivate var isInterruptingEventSubProcess: Bool {
    isTriggeredByEvent && child(.startEvent)?.isInterrupting ?? false
  }
}
