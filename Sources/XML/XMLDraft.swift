/// The desired state of an element: a tree that can be changed freely and then written back with
/// edits to the bytes that differ.
///
/// Children are created from the document on access, so the draft of a large document costs only
/// what is touched. An element that is removed and added again is written again.
public final class XMLDraft {
  /// The element in the document; nil for an element to be added.
  public let origin: XMLElement?
  /// The name of the element.
  public var name: XMLName
  /// The attributes, with their names as written.
  public private(set) var attributes: [(name: String, value: String)]
  /// The character data of an element without children; nil to leave it unchanged.
  public var text: String?
  private var loadedChildren: [XMLDraft]?

  /// An unchanged draft of an existing element.
  public init(_ element: XMLElement) {
    origin = element
    name = element.name
    attributes = element.attributes.map { ($0.name.qualified, $0.value) }
  }

  /// A draft of an element to be added.
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

  /// The children; mutable.
  public var children: [XMLDraft] {
    get {
      if let loadedChildren { return loadedChildren }
      let loaded = origin?.children.map { XMLDraft($0) } ?? []
      loadedChildren = loaded
      return loaded
    }
    set { loadedChildren = newValue }
  }

  /// Whether the children were accessed and so may have changed.
  var changedChildren: [XMLDraft]? { origin == nil ? children : loadedChildren }

  /// An attribute by its name as written; nil if it is absent. Setting nil removes it.
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

  /// The first child with this name.
  public func child(_ local: String, _ namespace: String?) -> XMLDraft? {
    children.first { $0.isNamed(local, namespace) }
  }

  /// Whether the element has this local name and namespace.
  public func isNamed(_ local: String, _ namespace: String?) -> Bool {
    name.local == local && name.namespace == namespace
  }

  /// Removes a child.
  public func remove(_ child: XMLDraft) {
    children.removeAll { $0 === child }
  }

  /// The draft of a descendant element.
  public func draft(of element: XMLElement) -> XMLDraft? {
    if origin == element { return self }
    guard let parent = element.parent, let above = draft(of: parent) else { return nil }
    return above.children.first { $0.origin == element }
  }

  /// A new draft with the same content, without comments.
  public func copy() -> XMLDraft {
    let copies = children.map { $0.copy() }
    let ownText = text ?? (copies.isEmpty ? origin?.text : nil)
    return XMLDraft(
      name, attributes, text: ownText?.isEmpty == false ? ownText : nil, children: copies)
  }

  /// The element to write for a draft without an origin.
  var fragment: XMLFragment {
    XMLFragment(
      name.qualified, attributes, text: text, children: children.map(\.fragment))
  }
}
