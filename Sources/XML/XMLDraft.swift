/// An element as it is to become: a tree that can be changed freely and then written back with
/// edits of the bytes that differ.
///
/// Children are taken from the document when they are asked for, so the draft of a large document
/// costs what is touched. What is removed and added again is written anew.
public final class XMLDraft {
  /// The element that it stands for; nil for one that is to be added.
  public let origin: XMLElement?
  /// The name of the element.
  public var name: XMLName
  /// The attributes with their names as written.
  public private(set) var attributes: [(name: String, value: String)]
  /// The character data of an element without children; nil to leave it as it is.
  public var text: String?
  private var loadedChildren: [XMLDraft]?

  /// The draft of an element that is there, unchanged.
  public init(_ element: XMLElement) {
    origin = element
    name = element.name
    attributes = element.attributes.map { ($0.name.qualified, $0.value) }
  }

  /// The draft of an element to add.
  public init(
    _ name: XMLName, _ attributes: [(name: String, value: String)] = [], text: String? = nil,
    children: [XMLDraft] = []
  ) {
    origin = nil
    self.name = name
    self.attributes = attributes
    self.text = text
    loadedChildren = children
  }

  /// The children, which may be changed.
  public var children: [XMLDraft] {
    get {
      if let loadedChildren { return loadedChildren }
      let loaded = origin?.children.map { XMLDraft($0) } ?? []
      loadedChildren = loaded
      return loaded
    }
    set { loadedChildren = newValue }
  }

  /// Whether the children were looked at and so may have changed.
  var changedChildren: [XMLDraft]? { origin == nil ? children : loadedChildren }

  /// An attribute by its name as written; nil where it is not there, and to remove it.
  public subscript(name: String) -> String? {
    get { attributes.first { $0.name == name }?.value }
    set {
      if let index = attributes.firstIndex(where: { $0.name == name }) {
        if let newValue {
          attributes[index].value = newValue
        } else {
          attributes.remove(at: index)
        }
      } else if let newValue {
        attributes.append((name, newValue))
      }
    }
  }

  /// The first child of this name.
  public func child(_ local: String, _ namespace: String?) -> XMLDraft? {
    children.first { $0.isNamed(local, namespace) }
  }

  /// Whether the element has a local name and a namespace.
  public func isNamed(_ local: String, _ namespace: String?) -> Bool {
    name.local == local && name.namespace == namespace
  }

  /// Removes a child.
  public func remove(_ child: XMLDraft) {
    children.removeAll { $0 === child }
  }

  /// The draft of an element below this one.
  public func draft(of element: XMLElement) -> XMLDraft? {
    if origin == element { return self }
    guard let parent = element.parent, let above = draft(of: parent) else { return nil }
    return above.children.first { $0.origin == element }
  }

  /// A draft to add that says the same; comments are left out.
  public func copy() -> XMLDraft {
    let copies = children.map { $0.copy() }
    let ownText = text ?? (copies.isEmpty ? origin?.text : nil)
    return XMLDraft(
      name, attributes, text: ownText?.isEmpty == false ? ownText : nil, children: copies)
  }

  /// The element to be written, of a draft that has no origin.
  var fragment: XMLFragment {
    XMLFragment(
      name.qualified, attributes, text: text, children: children.map(\.fragment))
  }
}
