import BPMN
import Diagnostics

/// A sub-process that an event starts while the scope around it is active. The event is listened
/// for by that scope (`Node.events`), which an interrupting one clears of everything else.
struct EventSubProcess: ElementBehavior {
  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    if let flow = element.incoming.first ?? element.outgoing.first {
      compiler.report(
        .invalid(
          "flows cannot lead to an event sub-process, nor leave it", help: "Delete the flow.",
          at: flow.location, of: element))
    }
    let starts = element.children(.startEvent)
    guard let start = starts.first, starts.count == 1, !start.eventDefinitions.isEmpty else {
      compiler.report(
        .invalid(
          "an event sub-process needs exactly one start event, with a trigger",
          help: "Choose what starts it: a message, a timer or an error.", of: element))
      return nil
    }
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .waits
  }
}
