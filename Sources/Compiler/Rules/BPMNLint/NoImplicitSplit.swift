import BPMN
import Diagnostics

extension LintRule {
  /// At most one flow without a condition leaves an activity or event; with more, all are taken at once
  /// and the diagram does not show it.
  static let noImplicitSplit = LintRule(
    "no-implicit-split", .warning, "Only a gateway splits flows."
  ) { input in
    input.model.elements.filter(\.splitsImplicitly).map { node in
      input.finding(
        "\"\(node.label)\" starts several paths at once without a gateway",
        help: "Put a parallel gateway after it, or give the flows conditions.", on: node)
    }
  }
}

extension BPMNElement {
  fileprivate var splitsImplicitly: Bool {
    guard type.isActivity || type.isEvent else { return false }
    let usual = defaultFlow
    return outgoing.count { !$0.isConditional && $0 != usual } > 1
  }
}
