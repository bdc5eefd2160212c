import BPMN
import Diagnostics
import XML

/// A diagram in which one element is being changed, with the words that its file uses.
final class ElementDraft {
  /// As it was.
  let element: BPMNElement
  /// `bpmn:definitions`.
  let root: XMLDraft
  let xml: XMLDraft
  let ids: NewIDs
  /// What a person should know of the change.
  var notes: [Diagnostic] = []
  private let zeebePrefix: String

  /// - Throws: where the file uses the prefix `zeebe` for something else.
  init(_ element: BPMNElement, ids: NewIDs) throws(Diagnostic) {
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

  /// An attribute as it is written, such as `zeebe:modelerTemplate`.
  func zeebeAttribute(_ local: String) -> String { "\(zeebePrefix):\(local)" }

  /// The name of the attribute that types an expression.
  func xsiType() throws(Diagnostic) -> String {
    try root.prefix(of: XMLNamespace.xsi, usual: "xsi", for: element) + ":type"
  }

  // MARK: Extension elements

  /// The `bpmn:extensionElements` of an element.
  func extensionElements(of parent: XMLDraft) -> XMLDraft? {
    parent.child("extensionElements", XMLNamespace.bpmn)
  }

  /// The first zeebe extension element of this name.
  func zeebe(_ local: String, of parent: XMLDraft) -> XMLDraft? {
    extensionElements(of: parent)?.child(local, XMLNamespace.zeebe)
  }

  /// The same, added where it is missing.
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

  /// Sets an attribute of an extension element that may stand once; nil removes it.
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

  /// Removes an extension element that has lost all it had, and then the list that held it.
  func removeIfEmptied(_ draft: XMLDraft, of parent: XMLDraft) {
    guard draft.attributes.isEmpty, draft.children.isEmpty,
      let extensions = extensionElements(of: parent)
    else { return }
    extensions.remove(draft)
    if extensions.children.isEmpty { parent.remove(extensions) }
  }

  /// Removes an extension element whatever it holds.
  func removeZeebe(_ local: String, of parent: XMLDraft) {
    guard let extensions = extensionElements(of: parent),
      let found = extensions.child(local, XMLNamespace.zeebe)
    else { return }
    extensions.remove(found)
    if extensions.children.isEmpty { parent.remove(extensions) }
  }
}

extension XMLDraft {
  /// The prefix that the root element gives a namespace; the usual one is declared if need be.
  fileprivate func prefix(
    of namespace: String, usual: String, for element: BPMNElement
  ) throws(Diagnostic) -> String {
    for (name, value) in attributes where value == namespace && name.hasPrefix("xmlns:") {
      return String(name.dropFirst("xmlns:".count))
    }
    if let other = self["xmlns:\(usual)"] {
      throw .notEditable(element, "the prefix '\(usual)' stands for '\(other)' in this file")
    }
    self["xmlns:\(usual)"] = namespace
    return usual
  }
}

extension Diagnostic {
  /// # template/apply
  ///
  /// Why a template cannot be put on an element.
  ///
  /// `bpmnc template apply` and `upgrade` change nothing of the element then. The message gives the
  /// reason: most often the template is for elements of another type.
  ///
  /// Severity: error
  static func notEditable(_ element: BPMNElement, _ reason: String) -> Diagnostic {
    Diagnostic(
      rule: "template/apply", severity: .error,
      message: "\"\(element.label)\" cannot be changed: \(reason)",
      location: element.location, element: element.reference)
  }
}
