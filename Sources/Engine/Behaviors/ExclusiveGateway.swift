import BPMN
import EngineProtocol

/// An exclusive gateway: takes the first flow whose condition is true, in document order, or else
/// the default flow.
struct ExclusiveGateway: ElementBehavior {
  private let flows: ConditionalFlows

  init(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    flows = ConditionalFlows(element, &compiler)
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .takes(try flows.taken(atMost: 1, by: key, node, in: processor))
  }
}
