import BPMN
import Diagnostics
import EngineProtocol
import XML

/// A compensation throw or end event: compensates completed activities, and completes after their
/// handlers.
struct CompensationThrowEvent: ElementBehavior {
  /// The only activity to compensate; nil for all of the scope.
  private let activity: NodeIndex?

  init?(_ element: BPMNElement, _ definition: BPMNElement, _ compiler: inout ProcessCompiler) {
    activity = definition.referenced("activityRef").flatMap { compiler.index(of: $0) }
    if activity == nil, definition.xml["activityRef"]?.isEmpty == false {
      compiler.reject(element)
      return nil
    }
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    processor.compensate(activity, by: key) ? .waits : .completes
  }
}
