import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import XML

/// A signal throw or end event: broadcasts its local variables. It does not wait for anything.
struct SignalThrowEvent: ElementBehavior {
  private let name: ProcessExpression

  init?(_ element: BPMNElement, _ definition: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let name = compiler.signalName(definition, element) else { return nil }
    self.name = name
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let name = try name.string(
      processor.visibleVariables(of: key, for: name), in: processor.environment)
    processor.enqueue(
      .broadcast(
        name, processor.localVariables(of: key).json,
        from: processor.state.elements[key]?.instance ?? 0))
    return .completes
  }
}
