import BPMN
import XML

/// The root elements that an event or task refers to: messages and signals.
enum RootElementKind: String {
  case message, signal

  var definition: String { "\(rawValue)EventDefinition" }
  var reference: String { "\(rawValue)Ref" }
}

extension ElementDraft {
  /// The element with the reference: a receive or send task itself, or the event's definition.
  private func referrer(_ kind: RootElementKind) -> XMLDraft? {
    if kind == .message, ["receiveTask", "sendTask"].contains(xml.name.local) { return xml }
    return definition(kind.definition)
  }

  /// The referenced root element.
  func referredRoot(_ kind: RootElementKind) -> XMLDraft? {
    guard let id = referrer(kind)?[kind.reference] else { return nil }
    // A reference may be a qualified name.
    let local = id.split(separator: ":").last.map(String.init) ?? id
    return root.children.first {
      $0.isNamed(kind.rawValue, XMLNamespace.bpmn) && ($0["id"] == id || $0["id"] == local)
    }
  }

  /// Ensures that the element refers to a root element of its own template. A root element that was
  /// not created by a template may be shared, so it is copied instead of changed.
  func claimRoot(_ kind: RootElementKind, for template: String, isOurs: Bool) {
    guard let referrer = referrer(kind) else { return }
    let marker = zeebeAttribute("modelerTemplate")
    let existing = referredRoot(kind)
    if let existing, isOurs || existing[marker] != nil {
      existing[marker] = template
      return
    }
    let added = existing?.copy() ?? XMLDraft(bpmnName(kind.rawValue))
    let id = ids.id(kind == .message ? "Message" : "Signal")
    let others = added.attributes.filter { $0.name != "id" && $0.name != "name" }
    let new = XMLDraft(
      added.name, [("id", id), ("name", added["name"] ?? "")] + others, text: added.text,
      children: added.children)
    new[marker] = template
    referrer[kind.reference] = id
    let last = root.children.lastIndex { $0.isNamed(kind.rawValue, XMLNamespace.bpmn) }
    let diagram = root.children.firstIndex { $0.isNamed("BPMNDiagram", XMLNamespace.bpmndi) }
    root.children.insert(new, at: last.map { $0 + 1 } ?? diagram ?? root.children.count)
  }

  /// Removes the reference, and the root element if nothing else refers to it.
  func releaseRoot(_ kind: RootElementKind) {
    guard let target = referredRoot(kind), let id = target["id"] else { return }
    let isShared = element.model.elements.contains { other in
      other.parent != element && other != element
        && other.xml[kind.reference].map { $0 == id || $0.hasSuffix(":\(id)") } == true
    }
    referrer(kind)?[kind.reference] = nil
    if !isShared { root.remove(target) }
  }
}
