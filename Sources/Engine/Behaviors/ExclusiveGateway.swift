import BPMN
import Diagnostics
import EngineProtocol

/// An exclusive gateway: takes the first flow whose condition is true, in document order, or else
/// the default flow.
struct ExclusiveGateway: ElementBehavior {
  private struct Choice {
    var flow: FlowIndex
    /// Nil for a single flow without a condition, which is always taken.
    var condition: ProcessExpression?
  }

  private let choices: [Choice]
  private let defaultFlow: FlowIndex?

  init(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    let outgoing = element.outgoing
    let preset = element.defaultFlow
    var choices: [Choice] = []
    for flow in outgoing where flow != preset {
      guard let index = compiler.index(ofFlow: flow) else { continue }
      if let condition = flow.conditionExpression {
        guard let expression = compiler.feel(condition, of: flow) else { continue }
        choices.append(Choice(flow: index, condition: expression))
      } else {
        choices.append(Choice(flow: index, condition: nil))
      }
    }
    self.choices = choices
    defaultFlow = preset.flatMap { compiler.index(ofFlow: $0) }
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    guard !node.outgoing.isEmpty else { return .completes }
    for choice in choices {
      guard let condition = choice.condition else { return .takes(choice.flow) }
      let variables = processor.visibleVariables(of: key, for: condition)
      if try condition.boolean(variables, in: processor.environment) { return .takes(choice.flow) }
    }
    guard let defaultFlow else {
      throw Failure(
        .condition,
        "No condition of \"\(node.name ?? node.id)\" is true, and it has no default flow.")
    }
    return .takes(defaultFlow)
  }
}
