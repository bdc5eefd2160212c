import BPMN
import EngineProtocol

/// An inclusive gateway: takes every flow whose condition is true, or else the default flow. The
/// processor has already joined the tokens of its incoming flows (`Processor.arrive`).
struct InclusiveGateway: ElementBehavior {
  private let flows: ConditionalFlows

  init(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    flows = ConditionalFlows(element, &compiler)
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    .takes(try flows.taken(atMost: .max, by: key, node, in: processor))
  }
}
