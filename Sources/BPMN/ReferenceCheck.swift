import Diagnostics
import Text
import XML

/// Checks that every reference resolves and that `incoming` and `outgoing` children agree with the
/// sequence flows.
enum ReferenceCheck {
  static func diagnostics(_ model: BPMNModel) -> [Diagnostic] {
    let document = model.document
    let kinds = document.names.map(ElementKind.init)
    var findings: [Diagnostic] = []
    for index in 0..<document.elementCount {
      let element = document.element(at: index)
      let kind = kinds[element.nameIndex]
      guard kind != .other, !model.isVendors(element) else { continue }
      for attribute in element.attributes where model.references[attribute.index] == .dangling {
        guard let severity = severity(of: attribute.name) else { continue }
        findings.append(.unresolved(attribute.value, attribute, severity, model))
      }
      if kind == .reference, model.resolve(element) == nil {
        findings.append(.unresolvedChild(element.text.trimmed, element, model))
      }
    }
    let lists = FlowDirection.allCases.map { direction in
      document.names.indices.filter {
        document.names[$0].local == direction.rawValue
          && document.names[$0].namespace == XMLNamespace.bpmn
      }
    }
    guard lists.contains(where: { !$0.isEmpty }) else { return findings }
    for element in model.elements(where: \.isFlowNode) {
      findings += flowChildren(of: element, listNames: lists)
    }
    return findings
  }

  /// Whether attributes of this name are references.
  static func isReference(_ attribute: XMLName) -> Bool { severity(of: attribute) != nil }

  /// The severity of a dangling reference in an attribute; nil if it is not a reference.
  private static func severity(of attribute: XMLName) -> Diagnostic.Severity? {
    attribute.namespace == nil ? referenceAttributes[attribute.local] : nil
  }

  /// The kinds of references that an element may have, by its name.
  private enum ElementKind {
    /// Its attributes may be references.
    case holder
    /// Its text is a reference, too.
    case reference
    case other

    init(_ name: XMLName) {
      switch name.namespace {
      case XMLNamespace.bpmn: self = referenceChildren.contains(name.local) ? .reference : .holder
      case XMLNamespace.bpmndi: self = .holder
      default: self = .other
      }
    }
  }

  /// The attributes that reference another element of the file, and the severity of a dangling
  /// reference: error if the engine needs it.
  private static let referenceAttributes: [String: Diagnostic.Severity] = [
    "sourceRef": .error, "targetRef": .error, "attachedToRef": .error, "default": .error,
    "messageRef": .error, "errorRef": .error, "signalRef": .error, "escalationRef": .error,
    "activityRef": .error,
    "processRef": .warning, "bpmnElement": .warning, "dataObjectRef": .warning,
    "dataStoreRef": .warning, "categoryValueRef": .warning, "operationRef": .warning,
    "itemRef": .warning, "itemSubjectRef": .warning, "partitionElementRef": .warning,
    "definitionalCollaborationRef": .warning, "initiatingParticipantRef": .warning,
    "innerParticipantRef": .warning, "outerParticipantRef": .warning,
    "innerMessageFlowRef": .warning, "outerMessageFlowRef": .warning,
    "correlationKeyRef": .warning, "correlationPropertyRef": .warning,
    "parameterRef": .warning, "calledCollaborationRef": .warning,
    "calledChoreographyRef": .warning, "oneBehaviorEventRef": .warning,
    "noneBehaviorEventRef": .warning,
  ]

  /// The children whose text references another element.
  private static let referenceChildren: Set<String> = [
    "flowNodeRef", "eventDefinitionRef", "dataInputRefs", "dataOutputRefs", "inputSetRefs",
    "outputSetRefs", "optionalInputRefs", "optionalOutputRefs", "whileExecutingInputRefs",
    "whileExecutingOutputRefs", "loopDataInputRef", "loopDataOutputRef", "participantRef",
    "messageFlowRef", "choreographyRef", "inMessageRef", "outMessageRef", "resourceRef",
    "supportedInterfaceRef", "correlationPropertyRef", "sourceRef", "targetRef",
  ]

  /// A node without any of these children is fine: they are optional.
  ///
  /// - Parameter listNames: the indexes of the names `incoming` and `outgoing`.
  private static func flowChildren(of node: BPMNElement, listNames: [[Int]]) -> [Diagnostic] {
    let lists = listNames.map { names in
      node.xml.children.filter { names.contains($0.nameIndex) }
    }
    guard lists.contains(where: { !$0.isEmpty }) else { return [] }
    var findings: [Diagnostic] = []
    for (direction, listed) in zip(FlowDirection.allCases, lists) {
      let flows = direction == .incoming ? node.incoming : node.outgoing
      // Usually both list the same flows in the same order.
      if listed.count == flows.count,
        zip(listed, flows).allSatisfy({ node.model.resolve($0)?.index == $1.index })
      {
        continue
      }
      let indexes = Set(flows.map(\.index))
      var seen: Set<Int> = []
      for child in listed {
        if let flow = node.model.resolve(child), indexes.contains(flow.index) {
          seen.insert(flow.index)
        } else {
          findings.append(.strayFlowChild(child.text.trimmed, child, direction, node))
        }
      }
      let missing = flows.filter { !seen.contains($0.index) }
      if !missing.isEmpty {
        findings.append(
          .missingFlowChildren(missing, direction, node, after: listed.last ?? lists[0].last))
      }
    }
    return findings
  }
}

private enum FlowDirection: String, CaseIterable {
  case incoming, outgoing

  var verb: String { self == .incoming ? "ends" : "starts" }
  var verbOfMany: String { self == .incoming ? "end" : "start" }
}

extension Diagnostic {
  /// # xml/unresolved-reference
  ///
  /// Every reference names an existing element.
  ///
  /// If the engine needs the reference (flows, boundary events, messages, errors), a dangling one
  /// is an error: the engine rejects the deployment. Elsewhere, such as in the drawing, it is a
  /// warning. Correct the reference, or add the missing element.
  ///
  /// Severity: error or warning
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:sequenceFlow id="flow" sourceRef="pack" targetRef="1️⃣sent" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack" />
  /// <bpmn:endEvent id="sent" name="Sent" />
  /// <bpmn:sequenceFlow id="flow" sourceRef="pack" targetRef="sent" />
  /// ```
  fileprivate static func unresolved(
    _ value: String, _ attribute: XMLAttribute, _ severity: Severity, _ model: BPMNModel
  ) -> Diagnostic {
    let element = model.nearestIdentified(attribute.element)
    return Diagnostic(
      rule: "xml/unresolved-reference", severity: severity,
      message: "\(attribute.name.local) references '\(value)', but no element has this id",
      help: "Correct the reference, or add the missing element.",
      location: SourceLocation(model.source, attribute.valueRange), element: element?.reference)
  }

  fileprivate static func unresolvedChild(
    _ value: String, _ child: XMLElement, _ model: BPMNModel
  ) -> Diagnostic {
    Diagnostic(
      rule: "xml/unresolved-reference", severity: .warning,
      message: "\(child.name.local) references '\(value)', but no element has this id",
      help: "Delete the line, or correct the id.",
      location: SourceLocation(model.source, child.contentRange),
      element: model.nearestIdentified(child)?.reference)
  }

  /// # flow/incoming-outgoing
  ///
  /// The children `incoming` and `outgoing` agree with the sequence flows.
  ///
  /// They are optional; the engine uses `sourceRef` and `targetRef` of the flows. But if they
  /// disagree with the flows, tools disagree on what the diagram means, because some draw and check
  /// these children. Delete the line, or correct the flow.
  ///
  /// Severity: warning
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<bpmn:task id="pack" name="Pack">
  ///   2️⃣<bpmn:outgoing>other</bpmn:outgoing>
  /// </bpmn:task>
  /// <bpmn:task id="send" name="Send" />
  /// <bpmn:sequenceFlow id="flow" sourceRef="pack" targetRef="send" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:task id="pack" name="Pack">
  ///   <bpmn:outgoing>flow</bpmn:outgoing>
  /// </bpmn:task>
  /// <bpmn:task id="send" name="Send" />
  /// <bpmn:sequenceFlow id="flow" sourceRef="pack" targetRef="send" />
  /// ```
  fileprivate static func strayFlowChild(
    _ value: String, _ child: XMLElement, _ direction: FlowDirection, _ node: BPMNElement
  ) -> Diagnostic {
    Diagnostic(
      rule: "flow/incoming-outgoing", severity: .warning,
      message:
        "\"\(node.label)\" lists '\(value)' as \(direction.rawValue), but no sequence flow with this "
        + "id \(direction.verb) here",
      help: "A flow is defined by sourceRef and targetRef. Delete the line or correct the flow.",
      location: SourceLocation(node.model.source, child.range), element: node.reference,
      fixIt: FixIt(
        title: "Delete the line",
        edits: [XMLEditor.remove(child)]))
  }

  /// - Parameter last: the child to insert after; nil to insert before the other list.
  fileprivate static func missingFlowChildren(
    _ flows: [BPMNElement], _ direction: FlowDirection, _ node: BPMNElement,
    after last: XMLElement?
  ) -> Diagnostic {
    let names = flows.map { "'\($0.id ?? "without id")'" }.joined(separator: ", ")
    let isOne = flows.count == 1
    return Diagnostic(
      rule: "flow/incoming-outgoing", severity: .warning,
      message:
        "the sequence flow\(isOne ? "" : "s") \(names) \(isOne ? direction.verb : direction.verbOfMany) "
        + "at \"\(node.label)\", which does not list \(isOne ? "it" : "them") as "
        + direction.rawValue,
      help: "A flow is defined by sourceRef and targetRef, but other tools may read this list.",
      location: node.location, element: node.reference,
      notes: flows.map { Note(message: "the sequence flow", location: $0.location) },
      fixIt: listing(flows, direction, node, after: last))
  }

  private static func listing(
    _ flows: [BPMNElement], _ direction: FlowDirection, _ node: BPMNElement,
    after last: XMLElement?
  ) -> FixIt? {
    let ids = flows.compactMap(\.id)
    guard ids.count == flows.count else { return nil }
    let name = (node.xml.name.prefix.map { $0 + ":" } ?? "") + direction.rawValue
    var siblings = Array(node.xml.children.drop { $0 != last })
    if last != nil {
      siblings.removeFirst()
    } else {
      siblings = node.xml.children.filter { $0.name.local == FlowDirection.outgoing.rawValue }
    }
    return FixIt(
      title: "List \(ids.count == 1 ? "the flow" : "the flows")",
      edits: ids.map { id in
        XMLEditor.addChild(XMLFragment(name, text: id), to: node.xml, before: siblings.first)
      })
  }
}
