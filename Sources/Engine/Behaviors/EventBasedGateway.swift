import BPMN
import Diagnostics

/// An event-based gateway: waits for the events that follow it; the first to happen is the way.
struct EventBasedGateway: ElementBehavior {
  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    let flows = element.outgoing
    if flows.count < 2 {
      compiler.report(
        .invalid(
          "an event-based gateway needs two events at least", help: "Draw flows to them.",
          of: element))
    }
    var messages: Set<String> = []
    for flow in flows {
      guard let event = flow.flowTarget else { continue }
      guard event.type == .intermediateCatchEvent, event.incoming.count == 1 else {
        compiler.report(
          .invalid(
            "an event-based gateway leads to catch events that nothing else leads to",
            help: "Put a message or timer event here.", at: flow.location, of: element))
        continue
      }
      if let name = event.message?.name, !messages.insert(name).inserted {
        compiler.report(
          .invalid(
            "two of its events wait for the message '\(name)'", help: "Join them in one.",
            at: event.location, of: element))
      }
    }
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .waits
  }
}
