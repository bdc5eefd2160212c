import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import XML

/// An escalation throw or end event: the nearest enclosing scope that catches the escalation
/// reacts. If nothing does, the event continues as if nothing had been thrown.
struct EscalationThrowEvent: ElementBehavior {
  private let code: ProcessExpression

  init?(_ element: BPMNElement, _ definition: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let code = compiler.thrownCode(.escalation, definition, element) else { return nil }
    self.code = code
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let code = try code.string(
      processor.visibleVariables(of: key, for: code), in: processor.environment)
    let catcher = processor.catcher(of: .escalation, code, from: key)
    processor.emit(.escalationThrown(element: key, code: code, catcher: catcher?.element))
    if let catcher { processor.react(catcher.element, catcher.event, to: .none) }
    // An interrupting event has terminated this one together with its scope.
    return processor.state.elements.place(of: key) == nil ? .ended : .completes
  }
}
