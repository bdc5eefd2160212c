import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import XML

/// A script task with a FEEL expression: stores its value in a variable.
struct ScriptTask: ElementBehavior {
  private let expression: ProcessExpression
  private let resultVariable: String

  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    guard let script = element.zeebe("script"), let text = script.attribute("expression"),
      let result = script.attribute("resultVariable"), !result.value.isEmpty
    else {
      compiler.reject(element)
      return nil
    }
    guard let expression = compiler.feel(text, of: element) else { return nil }
    self.expression = expression
    resultVariable = result.value
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let value = try expression.evaluate(
      processor.visibleVariables(of: key, for: expression), in: processor.environment)
    guard !value.isTooDeep(Limits.depth - 1) else {
      throw Failure(.extractValue, "The value is nested deeper than \(Limits.depth) levels.")
    }
    return .completesWith(Variables(resultVariable, storing: value))
  }
}
