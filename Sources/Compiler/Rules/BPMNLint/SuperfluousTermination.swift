import BPMN
import Diagnostics

extension LintRule {
  /// A terminate end event ends other paths: where it is the only end, a plain end event says the same.
  static let superfluousTermination = LintRule(
    "superfluous-termination", .warning, "A terminate event has something to terminate."
  ) { input in
    input.model.elements.filter(\.type.isFlowElementsContainer).compactMap { container in
      let ends = container.children.filter { $0.type.isFlowNode && $0.outgoing.isEmpty }
      let terminations = ends.filter(\.isTermination)
      guard terminations.count == 1, let event = terminations.first,
        ends.allSatisfy({ $0 == event || $0.isInterruptingEventSubProcess })
      else { return nil }
      return input.finding(
        "\"\(event.label)\" terminates \"\(container.label)\", where nothing else can still run",
        help: "Make it a plain end event.", on: event)
    }
  }
}

extension BPMNElement {
  fileprivate var isTermination: Bool {
    type == .endEvent && eventDefinitions.first(of: .terminateEventDefinition) != nil
  }

  fileprivate var isInterruptingEventSubProcess: Bool {
    isTriggeredByEvent && child(.startEvent)?.isInterrupting ?? false
  }
}
