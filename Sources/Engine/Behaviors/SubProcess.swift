import BPMN
import Diagnostics
import EngineProtocol

/// An embedded sub-process: a scope that starts at its start event and completes when it is empty.
struct SubProcess: ElementBehavior {
  private let start: NodeIndex

  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    let starts = element.children(.startEvent)
    guard let start = starts.first, starts.count == 1, start.eventDefinitions.isEmpty,
      let index = compiler.index(of: start)
    else {
      compiler.reject(element)
      return nil
    }
    self.start = index
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    processor.enqueue(.start(start, scope: key))
    return .waits
  }
}
