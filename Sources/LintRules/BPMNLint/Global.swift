import Text
import Linting
import BPMN
import Diagnostics
import Text

extension LintRule {
  /// # global
  ///
  /// A message, error, signal or escalation has a name that is not blank, is used, and shares its
  /// name with no other of its kind.
  ///
  /// Used means: by an event, by a send or receive task, or by a message flow. What nobody uses is
  /// left over; two of one name are mixed up.
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
            "nothing uses the \(kind) \"\(root.label)\"",
            help: "Delete it, or let an event use it.", on: root))
      }
      if counts[GlobalName(root), default: 0] > 1 {
        let name = root.name.map { "the name \"\($0)\"" } ?? "no name"
        findings.append(
          input.finding(
            "several elements of type \(kind) have \(name)",
            help: "Keep one of them, or give each a name of its own.", on: root, path: "name"))
      }
      return findings
    }
  }
}

/// What makes two of them one for a reader.
private struct GlobalName: Hashable {
  var type: ElementType
  var name: String?

  init(_ element: BPMNElement) {
    type = element.type
    name = element.name
  }
}

/// The attribute by which each kind is used.
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
