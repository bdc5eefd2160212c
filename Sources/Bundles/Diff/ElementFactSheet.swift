import Text
import Webhooks
import BPMN
import Text
import XML

/// All that a diagram says about one element but its drawing, by names that people know.
struct ElementFactSheet {
  package let id: String
  package let label: String
  package let type: ElementType
  /// Attributes, extensions, event definitions and what these refer to.
  package private(set) var facts: [String: String] = [:]
  package private(set) var order: [String] = []

  /// Whether an element is compared by itself; all others belong to the one that holds them.
  package static func isListed(_ element: BPMNElement) -> Bool {
    element.type == .process || element.type.isFlowElement || element.type == .lane
      || element.type.isArtifact
  }

  init?(_ element: BPMNElement) {
    guard let id = element.id else { return nil }
    self.id = id
    type = element.type
    label = Self.label(element)
    read(element)
  }

  /// A flow without a label goes by its ends.
  private static func label(_ element: BPMNElement) -> String {
    if element.type == .textAnnotation {
      return oneLine(element.xml.children.first { $0.name.local == "text" }?.text) ?? element.label
    }
    guard element.type == .sequenceFlow, element.name?.isEmpty ?? true,
      let source = element.flowSource, let target = element.flowTarget
    else { return element.label }
    return "\(source.label) → \(target.label)"
  }

  // MARK: Reading

  /// What is looked at without being named: lists, and the holder of extensions.
  private static let transparent: Set = [
    "extensionElements", "ioMapping", "taskHeaders", "properties", "linkedResources",
    "executionListeners", "taskListeners",
  ]
  /// What other elements say too, or says nothing.
  private static let skipped: Set = ["incoming", "outgoing"]
  /// The words for what people see under another name.
  private static let words = [
    "name": "label", "modelerTemplate": "template", "modelerTemplateVersion": "template version",
    "modelerTemplateIcon": "icon", "taskDefinition type": "job type",
    "taskDefinition retries": "retries", "conditionExpression": "condition",
    "sourceRef": "source", "targetRef": "target", "attachedToRef": "attached to",
    "calledElement processId": "called process", "calledDecision decisionId": "called decision",
    "formDefinition formId": "form", "script expression": "script",
  ]

  /// Reads an element and what it holds; what is listed by itself is left to itself. The stack
  /// stands for recursion, because diagrams say how deep it goes.
  private mutating func read(_ element: BPMNElement) {
    let model = element.model
    var pending: [(xml: XMLElement, path: String)] = [(element.xml, "")]
    var seen: Set<Int> = [element.xml.index]
    while let (xml, path) = pending.popLast() {
      readAttributes(xml, path)
      let text = xml.text.trimmed
      if !text.isEmpty { add(path, text) }
      var inner: [(xml: XMLElement, path: String)] = []
      for child in xml.children where !Self.skipped.contains(child.name.local) {
        if let held = model.element(for: child), Self.isListed(held), held.id != nil { continue }
        if child.name.local == "laneSet" { continue }
        inner.append((child, Self.path(path, child)))
      }
      // Messages, errors, signals and escalations count with who refers to them.
      for attribute in xml.attributes where attribute.name.local.hasSuffix("Ref") {
        guard let root = model.element(id: attribute.value), root.parent == model.definitions,
          root.process == nil, seen.insert(root.xml.index).inserted
        else { continue }
        inner.append((root.xml, Self.join(path, String(attribute.name.local.dropLast(3)))))
      }
      pending += inner.reversed()
    }
  }

  private mutating func readAttributes(_ xml: XMLElement, _ path: String) {
    let key = Self.key(xml)
    for attribute in xml.attributes where !attribute.isNamespaceDeclaration {
      let name = attribute.name.local
      // The ids of event definitions are made up by editors.
      if name == "id" || name == key?.attribute { continue }
      // An entry of a list has one value, which needs no further name.
      let isValue = key != nil && (name == "source" || name == "value")
      add(isValue ? path : Self.join(path, name), attribute.value)
    }
  }

  /// What tells an entry of a list from its neighbours.
  private static func key(_ xml: XMLElement) -> (attribute: String, value: String)? {
    let name: String? =
      switch xml.name.local {
      case "input", "output": "target"
      case "header": "key"
      case "property": "name"
      case "linkedResource": "linkName"
      default: nil
      }
    guard let name, let value = xml[name] else { return nil }
    return (name, value)
  }

  private static func path(_ outer: String, _ xml: XMLElement) -> String {
    let name = xml.name.local
    if transparent.contains(name) { return outer }
    let word = name.hasSuffix("EventDefinition") ? String(name.dropLast(15)) : name
    return join(outer, key(xml).map { "\(word) \($0.value)" } ?? word)
  }

  private static func join(_ outer: String, _ name: String) -> String {
    outer.isEmpty ? name : "\(outer) \(name)"
  }

  private mutating func add(_ path: String, _ value: String) {
    let name = Self.words[path] ?? (path.isEmpty ? "text" : path)
    var unique = name
    var count = 1
    while facts[unique] != nil {
      count += 1
      unique = "\(name) (\(count))"
    }
    facts[unique] = value
    order.append(unique)
  }

  // MARK: Comparing

  package func change(
    _ change: BundleDiff.Change, _ details: [BundleDiff.Detail] = []
  ) -> BundleDiff.ProcessChange.ElementChange {
    BundleDiff.ProcessChange.ElementChange(
      change: change, id: id, label: label, type: type, details: details)
  }

  package func differences(from old: ElementFactSheet) -> [BundleDiff.Detail] {
    let kind = BundleDiff.Detail(
      "type", old.type.words, type.words)
    let names = order + old.order.filter { facts[$0] == nil }
    return [kind].compactMap { $0 }
      + names.compactMap { BundleDiff.Detail($0, old.facts[$0], facts[$0]) }
  }
}

extension ElementType {
  /// `serviceTask` as "service task".
  package var words: String { rawValue.camelCaseWords }
}
