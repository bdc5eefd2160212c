import BPMN
import Diagnostics
import EngineProtocol

/// The outgoing flows of a gateway that decides by conditions.
struct ConditionalFlows: Sendable {
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

  /// The first flows whose conditions are true, in document order, or else the default flow.
  /// Conditions after these are not evaluated.
  func taken(
    atMost limit: Int, by key: EngineKey, _ node: Node, in processor: Processor
  ) throws(Failure) -> [FlowIndex] {
    var taken: [FlowIndex] = []
    for choice in choices {
      guard taken.count < limit else { break }
      guard let condition = choice.condition else {
        taken.append(choice.flow)
        continue
      }
      let variables = processor.visibleVariables(of: key, for: condition)
      if try condition.boolean(variables, in: processor.environment) { taken.append(choice.flow) }
    }
    guard taken.isEmpty, !node.outgoing.isEmpty else { return taken }
    guard let defaultFlow else {
      let conditions = choices.compactMap(\.condition)
      let texts = conditions.map { "'\($0.shownText)'" }.joined(separator: ", ")
      throw Failure(
        .condition,
        "No condition of \"\(node.name ?? node.id)\" is true (\(texts)), and it has no default flow.",
        help: ProcessExpression.help(on: conditions))
    }
    return [defaultFlow]
  }
}
