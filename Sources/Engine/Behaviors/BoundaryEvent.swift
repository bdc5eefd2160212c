import BPMN
import Diagnostics

/// A boundary event: it has happened when it is reached; its activity has waited for it.
struct BoundaryEvent: ElementBehavior {
  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let activity = element.attachedTo, activity.type.isActivity,
      activity.scope == element.scope
    else {
      compiler.reject(element)
      return nil
    }
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .completes
  }
}
