import BPMN
import Diagnostics

extension LintRule {
  /// An activity or event has one incoming flow: with more it runs once for each that arrives.
  static let fakeJoin = LintRule(
    "fake-join", .warning, "Only a gateway joins flows."
  ) { input in
    input.model.elements.filter {
      ($0.type.isActivity || $0.type.isEvent) && $0.incoming.count > 1
    }.map { node in
      input.finding(
        "\(node.incoming.count) flows end at \"\(node.label)\", which looks like a join: it happens "
          + "once for each of them",
        help: "Put a gateway before it that says how they join.", on: node)
    }
  }
}
