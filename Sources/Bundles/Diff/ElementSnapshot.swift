import BPMN
import Text
import XML

/// The content of an element without its drawing, by readable names, for comparison.
struct ElementSnapshot {
  package let id: String
  package let label: String
  package let type: ElementType
  /// The attributes, extensions, event definitions and what they reference.
  package private(set) var values: [String: String] = [:]
  package private(set) var order: [String] = []

  /// Whether an element is compared on its own; all others are part of the element around them.
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

  /// The label; a flow without one is labeled by its source and target.
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

  /// XML elements that are left out of names: lists and `extensionElements`.
  private static let transparent: Set = [
    "extensionElements", "ioMapping", "taskHeaders", "properties", "linkedResources",
    "executionListeners", "taskListeners",
  ]
  /// XML elements that repeat what sequence flows say.
  private static let skipped: Set = ["incoming", "outgoing"]
  /// Readable names for XML names.
  private static let readableNames = [
    "name": "label", "modelerTemplate": "template", "modelerTemplateVersion": "template version",
    "modelerTemplateIcon": "icon", "taskDefinition type": "job type",
    "taskDefinition retries": "retries", "conditionExpression": "condition",
    "sourceRef": "source", "targetRef": "target", "attachedToRef": "attached to",
    "calledElement processId": "called process", "calledDecision decisionId": "called decision",
    "formDefinition formId": "form", "script expression": "script",
  ]

  /// Reads an element and its contents, except elements that are compared on their own. A stack
  /// replaces recursion, because the depth depends on the diagram.
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
      // Messages, errors, signals and escalations belong to the element that references them.
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
      // Editors generate the IDs of event definitions.
      if name == "id" || name == key?.attribute { continue }
      // A list entry has a single value, which needs no further name.
      let isValue = key != nil && (name == "source" || name == "value")
      add(isValue ? path : Self.join(path, name), attribute.value)
    }
  }

  /// The attribute that identifies a list entry.
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
    let name = Self.readableNames[path] ?? (path.isEmpty ? "text" : path)
    var unique = name
    var count = 1
    while values[unique] != nil {
      count += 1
      unique = "\(name) (\(count))"
    }
    values[unique] = value
    order.append(unique)
  }

  // MARK: Comparing

  package func change(
    _ change: BundleDiff.Change, _ details: [BundleDiff.Detail] = []
  ) -> BundleDiff.ProcessChange.ElementChange {
    BundleDiff.ProcessChange.ElementChange(
      change: change, id: id, label: label, type: type, details: details)
  }

  package func differences(from old: ElementSnapshot) -> [BundleDiff.Detail] {
    let kind = BundleDiff.Detail("type", old.type.readableName, type.readableName)
    let names = order + old.order.filter { values[$0] == nil }
    return [kind].compactMap { $0 }
      + names.compactMap { BundleDiff.Detail($0, old.values[$0], values[$0]) }
  }
}

extension ElementType {
  /// `serviceTask` as "service task".
  package var readableName: String { rawValue.camelCaseWords }
}
