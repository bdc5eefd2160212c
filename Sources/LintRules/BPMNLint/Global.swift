import BPMN
import Diagnostics
import Linting
import Text

extension LintRule {
  /// # global
  ///
  /// Messages, errors, signals and escalations should have a unique, non-blank name and be used.
  ///
  /// An element is used if an event, a send or receive task, or a message flow references it.
  /// Unused elements are usually left over, and elements with the same name are easily confused.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:message id="paid" name="Paid" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true">
  ///   <bpmn:receiveTask id="wait" name="Wait for the payment" messageRef="paid" />
  /// </bpmn:process>
  /// <bpmn:message id="paid" name="Paid" />
  /// ```
  static let global = LintRule("global", .warning) { input in
    let roots = input.model.elements.filter { $0.parent == input.model.definitions }
      .filter { globalReferences[$0.type] != nil }
    let used = usedGlobals(input.model)
    var counts: [GlobalName: Int] = [:]
    for root in roots { counts[GlobalName(root), default: 0] += 1 }
    return roots.flatMap { root -> [Diagnostic] in
      var findings: [Diagnostic] = []
      let kind = root.type.rawValue
      if let name = root.name, name.isBlank {
        findings.append(
          input.finding(
            "the \(kind) '\(root.label)' has a blank name", help: "Give it a name.", on: root,
            path: "name"))
      }
      if !used.contains(root.index) {
        findings.append(
          input.finding(
            "the \(kind) \"\(root.label)\" is not used",
            help: "Delete it, or reference it from an event.", on: root))
      }
      if counts[GlobalName(root), default: 0] > 1 {
        let name = root.name.map { "the name \"\($0)\"" } ?? "no name"
        findings.append(
          input.finding(
            "several elements of type \(kind) have \(name)",
            help: "Keep one of them, or give each a unique name.", on: root, path: "name"))
      }
      return findings
    }
  }
}

/// What two elements have in common if readers cannot tell them apart.
private struct GlobalName: Hashable {
  var type: ElementType
  var name: String?

  init(_ element: BPMNElement) {
    type = element.type
    name = element.name
  }
}

/// The attribute that references each kind.
private let globalReferences: [ElementType: String] = [
  .message: "messageRef", .error: "errorRef", .signal: "signalRef",
  .escalation: "escalationRef",
]

private func usedGlobals(_ model: BPMNModel) -> Set<Int> {
  var used: Set<Int> = []
  for element in model.elements {
    let type = element.type
    guard
      type.isEventDefinition || type == .receiveTask || type == .sendTask || type == .messageFlow
    else { continue }
    for attribute in globalReferences.values {
      if let global = element.referenced(attribute) { used.insert(global.index) }
    }
  }
  return used
}
