import BPMN
import Diagnostics
import Linting
import Text
import XML

extension LintRule {
  /// # no-duplicate-sequence-flows
  ///
  /// Two elements should not be connected by several sequence flows with the same condition.
  ///
  /// Both flows would be taken, and what follows would happen twice. Delete one of them; `bpmnc
  /// lint --fix --unsafe-fixes` deletes the later one, including its diagram edge.
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:task id="pack" name="Pack" />
  /// 2️⃣<bpmn:task id="ship" name="Ship" />
  /// <bpmn:sequenceFlow id="f" sourceRef="pack" targetRef="ship" />
  /// 3️⃣<bpmn:sequenceFlow id="g" sourceRef="pack" targetRef="ship" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:task id="ship" name="Ship" />
  /// <bpmn:sequenceFlow id="f" sourceRef="pack" targetRef="ship" />
  /// ```
  static let noDuplicateSequenceFlows = LintRule("no-duplicate-sequence-flows", .warning) { input in
    var seen: [FlowKey: BPMNElement] = [:]
    var references: FlowReferences?
    var reportedSources: Set<Int> = []
    var reportedTargets: Set<Int> = []
    var findings: [Diagnostic] = []
    for flow in input.model.elements(.sequenceFlow) {
      guard let source = flow.flowSource, let target = flow.flowTarget else { continue }
      let key = FlowKey(flow, source, target)
      guard let first = seen[key] else {
        seen[key] = flow
        continue
      }
      let table = references ?? FlowReferences(input.model)
      references = table
      findings.append(
        input.finding(
          "the sequence flow \"\(flow.label)\" duplicates another one from \"\(source.label)\" to "
            + "\"\(target.label)\"",
          help: "Delete one of them.", on: flow,
          notes: [.init(message: "the other one", location: first.location)],
          fixIt: table.removal(of: flow, keeping: first)))
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

/// The references to the sequence flows of a model, for removing a flow with everything that
/// belongs to it.
private struct FlowReferences {
  /// Attribute values and texts that reference an element other than as the flow of a node.
  private var names: Set<String> = []
  /// By the id of a flow: the elements that list it, and its diagram edges.
  private var belongings: [String: [XMLElement]] = [:]

  init(_ model: BPMNModel) {
    for index in 0..<model.document.elementCount {
      let xml = model.document.element(at: index)
      let local = xml.name.local
      if local == "incoming" || local == "outgoing" {
        belongings[xml.text.trimmed, default: []].append(xml)
        continue
      }
      for attribute in xml.attributes where attribute.name.local != "id" {
        if attribute.name.local == "bpmnElement" {
          belongings[attribute.value, default: []].append(xml)
        } else if attribute.name.namespace == nil {
          names.insert(attribute.value)
        }
      }
      if local.hasSuffix("Ref") || local.hasSuffix("Refs") { names.insert(xml.text.trimmed) }
    }
  }

  /// Nil if the flow contains something the other does not, or is referenced elsewhere.
  func removal(of flow: BPMNElement, keeping other: BPMNElement) -> Diagnostic.FixIt? {
    guard let id = flow.id, !names.contains(id),
      (flow.name ?? "").isBlank || flow.name == other.name,
      flow.xml.children.allSatisfy({ $0.name.local == "conditionExpression" })
    else { return nil }
    let removed = [flow.xml] + (belongings[id] ?? [])
    // An exclusive gateway takes one of its flows; other nodes take all of them.
    let target = flow.flowSource?.type == .exclusiveGateway ? nil : flow.flowTarget
    return Diagnostic.FixIt(
      title: "Delete the flow", edits: removed.map { XMLEditor.remove($0) },
      effect: target.map { "\"\($0.label)\" is entered once instead of twice" })
  }
}
