import BPMN
import Diagnostics
import XML

/// A diagram in which one element is being changed, in the style of its file.
final class ElementDraft {
  /// The original element.
  let element: BPMNElement
  /// `bpmn:definitions`.
  let root: XMLDraft
  let xml: XMLDraft
  let ids: IDGenerator
  /// Messages about the change.
  var notes: [Diagnostic] = []
  private let zeebePrefix: String

  /// - Throws: if the file binds the prefix `zeebe` to another namespace.
  init(_ element: BPMNElement, ids: IDGenerator) throws(Diagnostic) {
    self.element = element
    self.ids = ids
    root = XMLDraft(element.model.definitions.xml)
    guard let xml = root.draft(of: element.xml) else {
      throw .notEditable(element, "it is not part of its file")
    }
    self.xml = xml
    zeebePrefix = try root.prefix(
      of: XMLNamespace.zeebe, usual: "zeebe", for: element)
  }

  // MARK: Names

  func bpmnName(_ local: String) -> XMLName {
    XMLName(prefix: element.xml.name.prefix, local: local, namespace: XMLNamespace.bpmn)
  }

  func zeebeName(_ local: String) -> XMLName {
    XMLName(prefix: zeebePrefix, local: local, namespace: XMLNamespace.zeebe)
  }

  /// The qualified name of a zeebe attribute, such as `zeebe:modelerTemplate`.
  func zeebeAttribute(_ local: String) -> String { "\(zeebePrefix):\(local)" }

  /// The qualified name of `xsi:type`, for expressions.
  func xsiType() throws(Diagnostic) -> String {
    try root.prefix(of: XMLNamespace.xsi, usual: "xsi", for: element) + ":type"
  }

  /// Removes the attributes that link the element to its template.
  func unlink() {
    for attribute in ["modelerTemplate", "modelerTemplateVersion", "modelerTemplateIcon"] {
      xml[zeebeAttribute(attribute)] = nil
    }
  }

  // MARK: Extension elements

  /// The `bpmn:extensionElements` of an element.
  func extensionElements(of parent: XMLDraft) -> XMLDraft? {
    parent.child("extensionElements", XMLNamespace.bpmn)
  }

  /// The first zeebe extension element with this name.
  func zeebe(_ local: String, of parent: XMLDraft) -> XMLDraft? {
    extensionElements(of: parent)?.child(local, XMLNamespace.zeebe)
  }

  /// The zeebe extension element with this name, added if it is missing.
  func addedZeebe(_ local: String, to parent: XMLDraft) -> XMLDraft {
    if let found = zeebe(local, of: parent) { return found }
    let added = XMLDraft(zeebeName(local))
    if let extensions = extensionElements(of: parent) {
      extensions.children.append(added)
    } else {
      let place = parent.children.prefix { $0.isNamed("documentation", XMLNamespace.bpmn) }.count
      parent.children.insert(
        XMLDraft(bpmnName("extensionElements"), children: [added]), at: place)
    }
    return added
  }

  /// Sets an attribute of an extension element that is allowed only once; nil removes it.
  func set(
    _ attribute: String, of local: String, to value: String?, in parent: XMLDraft,
    default defaultValue: String? = nil
  ) {
    let existing = zeebe(local, of: parent)
    if value == nil || (value == defaultValue && existing?[attribute] == nil) {
      existing?[attribute] = nil
      if let existing { removeIfEmptied(existing, of: parent) }
      return
    }
    (existing ?? addedZeebe(local, to: parent))[attribute] = value
  }

  /// Removes an extension element that has become empty, and then its list if that is empty, too.
  func removeIfEmptied(_ draft: XMLDraft, of parent: XMLDraft) {
    guard draft.attributes.isEmpty, draft.children.isEmpty,
      let extensions = extensionElements(of: parent)
    else { return }
    extensions.remove(draft)
    if extensions.children.isEmpty { parent.remove(extensions) }
  }

  /// Removes an extension element with its contents.
  func removeZeebe(_ local: String, of parent: XMLDraft) {
    guard let extensions = extensionElements(of: parent),
      let found = extensions.child(local, XMLNamespace.zeebe)
    else { return }
    extensions.remove(found)
    if extensions.children.isEmpty { parent.remove(extensions) }
  }
}

extension XMLDraft {
  /// The root element's prefix for a namespace; the usual prefix is declared if necessary.
  fileprivate func prefix(
    of namespace: String, usual: String, for element: BPMNElement
  ) throws(Diagnostic) -> String {
    for (name, value) in attributes where value == namespace && name.hasPrefix("xmlns:") {
      return String(name.dropFirst("xmlns:".count))
    }
    if let other = self["xmlns:\(usual)"] {
      throw .notEditable(element, "the prefix '\(usual)' is bound to '\(other)' in this file")
    }
    self["xmlns:\(usual)"] = namespace
    return usual
  }
}

extension Diagnostic {
  /// # template/apply
  ///
  /// A template can be applied to the element.
  ///
  /// If it cannot, `bpmnc template apply` and `upgrade` leave the element unchanged. The message
  /// gives the reason, most often that the template is for elements of another type.
  ///
  /// Severity: error
  static func notEditable(_ element: BPMNElement, _ reason: String) -> Diagnostic {
    Diagnostic(
      rule: "template/apply", severity: .error,
      message: "\"\(element.label)\" cannot be changed: \(reason)",
      location: element.location, element: element.reference)
  }
}
