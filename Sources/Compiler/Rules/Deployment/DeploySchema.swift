import BPMN
import Diagnostics
import XML

extension LintRule {
  /// # deploy/schema
  ///
  /// The file keeps to the schema of BPMN 2.0.
  ///
  /// The engine checks a file against it before anything else: elements of BPMN have known names and
  /// stand where they belong, in the order of the schema (lanes before flow elements, annotations and
  /// associations behind them); required attributes are there; `true`, `false` and the words of
  /// choices are spelled as they should; ids begin with a letter or an underscore. Extensions of others
  /// go into `bpmn:extensionElements` and attributes of other namespaces. Ids that occur twice are the
  /// matter of `xml/duplicate-id`.
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="1️⃣yes" />
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:process id="order" isExecutable="true" />
  /// ```
  static let deploySchema = deploy("schema", "The file keeps to the schema of BPMN 2.0") {
    SchemaCheck($0).findings
  }
}

/// Walks once over the elements of BPMN and of its diagram.
private struct SchemaCheck {
  private let deployment: DeploymentInput
  private let document: XMLDocument
  private let types = SchemaTypes.bpmn
  /// By name index of the document: the number of an element's name in the schema, `unknown` for one
  /// that BPMN does not have, `foreign` for those of other namespaces.
  private let elementNumbers: [Int]
  /// By name index: the number of an attribute's name in the schema.
  private let attributeNumbers: [Int]

  /// By name index: what a name of the diagram draws.
  private let drawn: [Drawn?]
  /// The indexes of names of elements whose text must name an element of the file.
  private let localReferences: Set<Int>

  private enum Drawn {
    case shape, edge, bounds, waypoint
  }

  private static let unknown = -1
  private static let foreign = -2

  init(_ deployment: DeploymentInput) {
    self.deployment = deployment
    document = deployment.model.document
    let types = types
    elementNumbers = document.names.map {
      $0.namespace == XMLNamespace.bpmn ? types.names[$0.local] ?? Self.unknown : Self.foreign
    }
    attributeNumbers = document.names.map {
      let isPlain = $0.namespace == nil && $0.prefix == nil && $0.local != "xmlns"
      return isPlain ? types.attributes[$0.local] ?? Self.unknown : Self.foreign
    }
    drawn = document.names.map {
      switch ($0.local, $0.namespace) {
      case ("BPMNShape", XMLNamespace.bpmndi): .shape
      case ("BPMNEdge", XMLNamespace.bpmndi): .edge
      case ("Bounds", XMLNamespace.dc): .bounds
      case ("waypoint", XMLNamespace.di): .waypoint
      default: nil
      }
    }
    let names = document.names
    localReferences = Set(
      names.indices.filter {
        ["flowNodeRef", "dataInputRefs", "dataOutputRefs"].contains(names[$0].local)
      })
  }

  var findings: [Diagnostic] {
    var found: [Diagnostic] = []
    for index in 0..<document.elementCount {
      let element = document.element(at: index)
      let number = elementNumbers[element.nameIndex]
      if number == Self.foreign {
        checkDrawing(element, &found)
      } else if number == Self.unknown {
        found.append(unknownElement(element))
      } else if let content = types.contents[number] {
        checkChildren(of: element, content, &found)
        checkAttributes(of: element, content, &found)
      } else if localReferences.contains(element.nameIndex) {
        checkReference(element, &found)
      }
    }
    return found
  }

  // MARK: Elements

  private func checkChildren(
    of element: XMLElement, _ content: SchemaTypes.ElementContent, _ found: inout [Diagnostic]
  ) {
    guard let positions = content.positions else { return }
    var last: Int16 = 0
    var seen: Set<Int> = []
    for child in element.children {
      let number = elementNumbers[child.nameIndex]
      if number == Self.unknown { continue }
      guard number != Self.foreign else {
        if !isDrawing(child) { found.append(misplaced(child, element)) }
        continue
      }
      let position = positions[number]
      if position < 0 {
        found.append(misplaced(child, element))
      } else if position > 0, position < last {
        found.append(tooLate(child, element))
      } else if content.isSingle[number], !seen.insert(Int(position)).inserted {
        found.append(repeated(child, element))
      }
      last = max(last, position)
    }
  }

  private func isDrawing(_ element: XMLElement) -> Bool {
    element.name.namespace == XMLNamespace.bpmndi && element.name.local == "BPMNDiagram"
      && element.parent?.index == document.root.index
  }

  /// A shape has bounds, an edge at least two points.
  private func checkDrawing(_ element: XMLElement, _ found: inout [Diagnostic]) {
    switch drawn[element.nameIndex] {
    case .shape:
      if !element.children.contains(where: { drawn[$0.nameIndex] == .bounds }) {
        found.append(incomplete(element, "shape", "bounds"))
      }
    case .edge:
      let points = element.children.reduce(0) {
        $0 + (drawn[$1.nameIndex] == .waypoint ? 1 : 0)
      }
      if points < 2 { found.append(incomplete(element, "edge", "two waypoints")) }
    case .bounds, .waypoint, nil: break
    }
  }

  private func checkReference(_ element: XMLElement, _ found: inout [Diagnostic]) {
    if deployment.model.element(id: element.text.trimmed) == nil {
      found.append(dangling(element))
    }
  }

  // MARK: Attributes

  private func checkAttributes(
    of element: XMLElement, _ content: SchemaTypes.ElementContent, _ found: inout [Diagnostic]
  ) {
    for name in content.required where element.attribute(name) == nil {
      found.append(missing(name, element))
    }
    element.forEachAttribute { attribute in
      let number = attributeNumbers[attribute.nameIndex]
      if number == Self.foreign { return }
      guard number != Self.unknown, let value = content.values[number] else {
        if !isElsewhere(attribute) { found.append(unknownAttribute(attribute, element)) }
        return
      }
      if let words = fault(of: attribute, value) {
        found.append(badValue(attribute, element, words))
      }
    }
  }

  /// An empty prefix of an unbound name.
  private func isElsewhere(_ attribute: XMLAttribute) -> Bool {
    attribute.isNamespaceDeclaration || attribute.name.prefix != nil
  }

  /// What is wrong with a value; nil for a good one.
  private func fault(of attribute: XMLAttribute, _ value: SchemaTypes.Value) -> String? {
    switch value {
    case .text: return nil
    case .id: return isIdentifier(attribute) ? nil : "is no id"
    case .boolean:
      let text = attribute.value.trimmed
      return ["true", "false", "1", "0"].contains(text) ? nil : "is neither true nor false"
    case .integer:
      return Int(attribute.value.trimmed) == nil ? "is no whole number" : nil
    case .reference: return attribute.value.trimmed.isEmpty ? "names nothing" : nil
    case .localReference:
      return deployment.model.element(id: attribute.value.trimmed) == nil
        ? "is no id of the file" : nil
    case .choice(let words):
      return words.contains(attribute.value.trimmed)
        ? nil : "is none of \(words.joined(separator: ", "))"
    }
  }

  /// Names of XML: letters, digits, `_`, `-` and `.`, not beginning with a digit, `-` or `.`.
  private func isIdentifier(_ attribute: XMLAttribute) -> Bool {
    document.source.bytes.withUnsafeBufferPointer { bytes in
      let raw = bytes[attribute.valueRange]
      guard let first = raw.first else { return false }
      switch first {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): return false
      default: break
      }
      return raw.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"),
          UInt8(ascii: "."), 0x80...0xFF:
          true
        default: false
        }
      }
    }
  }

  // MARK: Words

  private func unknownElement(_ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "BPMN has no element '\(element.name.local)'",
      help:
        "Correct the name, or put the element into bpmn:extensionElements under a namespace of yours.",
      at: element)
  }

  private func misplaced(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(child.name.qualified) can't stand in \(parent.name.qualified)",
      help: child.name.namespace == XMLNamespace.bpmn
        ? "Move it to where it belongs." : "Put it into bpmn:extensionElements.", at: child)
  }

  private func tooLate(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(child.name.qualified) stands too late in \(parent.name.qualified)",
      help: "Move it up: the schema fixes the order of the elements.", at: child)
  }

  private func repeated(_ child: XMLElement, _ parent: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(child.name.qualified) stands twice in \(parent.name.qualified)",
      help: "Keep one of them.", at: child)
  }

  private func incomplete(_ element: XMLElement, _ what: String, _ lacks: String) -> Diagnostic {
    deployment.finding(
      "the \(what) of '\(element["bpmnElement"] ?? "")' has no \(lacks)",
      help: "Draw it again in a modeler, or delete it.", at: element)
  }

  private func dangling(_ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(element.name.local) names '\(element.text.trimmed)', and no element has this id",
      help: "Delete the line, or correct the id.", at: element)
  }

  private func missing(_ attribute: String, _ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(element.name.qualified) has no attribute \(attribute)", help: "Add it.", at: element)
  }

  private func unknownAttribute(_ attribute: XMLAttribute, _ element: XMLElement) -> Diagnostic {
    deployment.finding(
      "\(element.name.qualified) has no attribute '\(attribute.name.local)' in BPMN",
      help: "Correct the name, or use an attribute of a namespace of your own.", at: element,
      attribute: attribute.name.local)
  }

  private func badValue(
    _ attribute: XMLAttribute, _ element: XMLElement, _ words: String
  ) -> Diagnostic {
    deployment.finding(
      "\(attribute.name.local) '\(attribute.value)' \(words)", help: "Correct the value.",
      at: element,
      attribute: attribute.name.local)
  }
}
