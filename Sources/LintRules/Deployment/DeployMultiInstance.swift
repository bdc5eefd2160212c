import BPMN
import Diagnostics
import Linting
import XML

extension LintRule {
  /// # deploy/multi-instance
  ///
  /// A multi-instance activity must name the list it iterates over.
  ///
  /// The list is the input collection of exactly one `zeebe:loopCharacteristics`. An output
  /// collection requires an output element, and vice versa.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:manualTask id="ask">
  ///   1️⃣<bpmn:multiInstanceLoopCharacteristics />
  /// </bpmn:manualTask>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:manualTask id="ask">
  ///   <bpmn:multiInstanceLoopCharacteristics>
  ///     <bpmn:extensionElements>
  ///       <zeebe:loopCharacteristics inputCollection="=numbers" />
  ///     </bpmn:extensionElements>
  ///   </bpmn:multiInstanceLoopCharacteristics>
  /// </bpmn:manualTask>
  /// ```
  static let deployMultiInstance = deploy(
    "multi-instance",
    covers: ["camunda-compat/loop-characteristics"]
  ) { deployment in
    let loops = deployment.zeebe("loopCharacteristics")
    return deployment.elements(.multiInstanceLoopCharacteristics)
      .filter { $0.zeebeCount("loopCharacteristics") != 1 }.map(deployment.notOneLoop)
      + deployment.required("inputCollection", of: loops) + loops.compactMap(deployment.output)
  }
}

extension DeploymentInput {
  fileprivate func output(of loop: XMLElement) -> Diagnostic? {
    switch (loop.nonEmpty("outputCollection"), loop.nonEmpty("outputElement")) {
    case (.some, nil): incompleteOutput(loop, has: "outputCollection", lacks: "outputElement")
    case (nil, .some): incompleteOutput(loop, has: "outputElement", lacks: "outputCollection")
    default: nil
    }
  }

  fileprivate func notOneLoop(_ loop: BPMNElement) -> Diagnostic {
    finding(
      "the multi-instance activity \"\(loop.parent?.label ?? "")\" does not name exactly one list",
      help: "Give it exactly one zeebe:loopCharacteristics with an inputCollection.", on: loop)
  }

  private func incompleteOutput(_ loop: XMLElement, has: String, lacks: String) -> Diagnostic {
    finding(
      "the multi-instance activity has an \(has) but no \(lacks)",
      help: "Set both to collect results, or neither.", at: loop, attribute: has)
  }
}
