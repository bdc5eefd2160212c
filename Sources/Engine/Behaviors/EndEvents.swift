import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import XML

/// An error end event: throws its BPMN error to the nearest enclosing scope that catches it.
struct ErrorEndEvent: ElementBehavior {
  private let code: ProcessExpression

  init?(_ element: BPMNElement, _ definition: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let code = compiler.thrownCode(.error, definition, element) else { return nil }
    self.code = code
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let code = try code.string(
      processor.visibleVariables(of: key, for: code), in: processor.environment)
    guard let catcher = processor.catcher(of: .error, code, from: key) else {
      throw processor.unhandled(code, from: key)
    }
    // The error ends the scope of this event; pass its mapped variables along.
    processor.catchError(with: catcher, variables: processor.localVariables(of: key).json)
    return .ended
  }
}

/// A terminate end event: terminates everything else in its scope, which then completes normally.
struct TerminateEndEvent: ElementBehavior {
  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    processor.terminateSiblings(of: key)
    guard let scope = processor.state.elements[key]?.scope,
      processor.isTerminatingContents(of: scope)
    else { return .completes }
    return .waitsThen { $0.perform(.complete(key), afterContentsOf: scope) }
  }
}
