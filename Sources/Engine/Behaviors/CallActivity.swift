import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import XML

/// A call activity: starts another process and waits for it to complete.
struct CallActivity: ElementBehavior {
  private let processID: ProcessExpression
  private let binding: ResourceBinding
  /// Whether the called process gets all visible variables, or only local ones.
  private let passesAll: Bool
  /// Whether all variables of the called process are propagated back without output mappings.
  let takesAll: Bool

  /// The maximum depth of nested calls.
  private static let depthLimit = 1000

  init?(_ element: BPMNElement, _ compiler: inout ProcessCompiler) {
    let call = element.zeebe("calledElement")
    guard let call, let id = call.attribute("processId"), !id.value.isEmpty else {
      compiler.reject(element)
      return nil
    }
    guard let binding = compiler.binding(of: call, element) else { return nil }
    self.binding = binding
    guard let processID = compiler.expression(id, of: element) else { return nil }
    self.processID = processID
    passesAll = call["propagateAllParentVariables"] != "false"
    takesAll = call["propagateAllChildVariables"] != "false"
  }

  func activate(
    _ key: EngineKey, _ node: Node, in processor: inout Processor
  ) throws(Failure) -> Activation {
    let id = try processID.string(
      processor.visibleVariables(of: key, for: processID), in: processor.environment)
    guard let definition = processor.definition(id, binding, for: key) else {
      throw Failure(
        .calledElement, "No process with the id '\(id)' is deployed\(binding.suffix).",
        help: "Deploy it, then resolve the incident.")
    }
    guard let start = definition.process.noneStart else {
      throw Failure(
        .calledElement, "Process '\(id)' has no start event without a trigger to begin at.",
        help: "Deploy a version that has one, then resolve the incident.")
    }
    guard processor.callDepth(of: key) < Self.depthLimit else {
      throw Failure(.calledElement, "The call is nested deeper than \(Self.depthLimit) processes.")
    }
    let variables =
      passesAll ? processor.visibleVariables(of: key) : processor.localVariables(of: key)
    processor.call(definition, at: start, from: key, with: variables)
    return .waits
  }
}
