import BPMN
import Diagnostics

/// A sub-process that an event starts while the scope around it is active. The event is listened
/// for by that scope (`Node.events`), which an interrupting one clears of everything else.
struct EventSubProcess: ElementBehavior {
  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    let starts = element.children(.startEvent)
    guard let start = starts.first, starts.count == 1, !start.eventDefinitions.isEmpty else {
      compiler.reject(element)
      return nil
    }
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .waits
  }
}
