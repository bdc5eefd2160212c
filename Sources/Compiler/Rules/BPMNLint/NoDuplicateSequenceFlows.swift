import BPMN
import Diagnostics
import XML

extension LintRule {
  /// No two sequence flows lead from one element to the same other one under the same condition.
  ///
  /// Both would be taken, and what follows would happen twice.
  static let noDuplicateSequenceFlows = LintRule(
    "no-duplicate-sequence-flows", .warning, "Two elements are connected once under one condition."
  ) { input in
    var seen: Set<FlowKey> = []
    var reportedSources: Set<Int> = []
    var reportedTargets: Set<Int> = []
    var findings: [Diagnostic] = []
    for flow in input.model.elements(.sequenceFlow) {
      guard let source = flow.flowSource, let target = flow.flowTarget,
        !seen.insert(FlowKey(flow, source, target)).inserted
      else { continue }
      findings.append(
        input.finding(
          "the sequence flow \"\(flow.label)\" repeats another one from \"\(source.label)\" to "
            + "\"\(target.label)\"",
          help: "Delete one of them.", on: flow))
      if reportedSources.insert(source.index).inserted {
        findings.append(
          input.finding(
            "a sequence flow leaves \"\(source.label)\" twice", help: "Delete one of them.",
            on: source))
      }
      if reportedTargets.insert(target.index).inserted {
        findings.append(
          input.finding(
            "a sequence flow reaches \"\(target.label)\" twice", help: "Delete one of them.",
            on: target))
      }
    }
    return findings
  }
}

private struct FlowKey: Hashable {
  var source: Int
  var target: Int
  var condition: String

  init(_ flow: BPMNElement, _ source: BPMNElement, _ target: BPMNElement) {
    self.source = source.index
    self.target = target.index
    condition = flow.conditionExpression?.xml.text ?? ""
  }
}
