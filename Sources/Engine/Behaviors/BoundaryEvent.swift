import BPMN
import Diagnostics

/// A boundary event: it has happened when it is reached; its activity has waited for it.
struct BoundaryEvent: ElementBehavior {
  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let activity = element.attachedTo, activity.type.isActivity,
      activity.scope == element.scope
    else {
      compiler.report(
        .invalid(
          "the boundary event is not attached to an activity", help: "Correct attachedToRef.",
          of: element))
      return nil
    }
    if let flow = element.incoming.first {
      compiler.report(
        .invalid(
          "a flow leads into the boundary event", help: "Delete the flow '\(flow.id ?? "")'.",
          at: flow.location, of: element))
    }
    if element.outgoing.isEmpty {
      compiler.report(
        .invalid(
          "nothing follows the boundary event", help: "Draw a flow to what it leads to.",
          of: element))
    }
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .completes
  }
}
