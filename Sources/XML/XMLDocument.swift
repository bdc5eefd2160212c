public import Diagnostics

/// An XML text as a tree in which every element, attribute name and attribute value knows its
/// byte range.
///
/// The tree is three flat arrays; names are interned, and values are decoded when asked for, so
/// reading a file costs little more than libxml2's own parse. A document is immutable: edits are
/// `TextEdit`s of the source (`XMLEditor`), parsed anew.
public final class XMLDocument: Sendable {
  /// The text of the file.
  public let source: SourceText
  let records: [ElementRecord]
  let attributeRecords: [AttributeRecord]
  /// Every distinct name of an element or attribute; `XMLElement.nameIndex` points here.
  public let names: [XMLName]
  private let elementsByName: IndexGroups

  init(
    source: SourceText, records: [ElementRecord], attributes: [AttributeRecord], names: [XMLName]
  ) {
    self.source = source
    self.records = records
    self.attributeRecords = attributes
    self.names = names
    elementsByName = IndexGroups(records.map(\.name), groupCount: names.count)
  }

  /// The elements whose name is one of these of `names`, in document order.
  public func elements(named names: [Int]) -> [XMLElement] {
    elementsByName.indexes(in: names).map(element(at:))
  }

  /// The outermost element.
  public var root: XMLElement { XMLElement(document: self, index: 0) }

  /// Every element in document order; `XMLElement.index` counts in it.
  public var elementCount: Int { records.count }
  /// How many attributes all elements have together; `XMLAttribute.index` counts them.
  public var attributeCount: Int { attributeRecords.count }

  /// The element at a place in document order.
  public func element(at index: Int) -> XMLElement { XMLElement(document: self, index: index) }
}

/// What the tree keeps of an element: plain numbers. Links are indexes, -1 for none.
struct ElementRecord: Sendable {
  var name: Int32
  var parent: Int32
  var firstChild: Int32 = -1
  var nextSibling: Int32 = -1
  var start: Int32
  /// After the `>` of the start tag.
  var contentStart: Int32
  /// At the `<` of the end tag; `contentStart` if the tag closes itself.
  var contentEnd: Int32
  var end: Int32
  var firstAttribute: Int32
  var attributeCount: Int32
}

struct AttributeRecord: Sendable {
  var name: Int32
  var start: Int32
  var nameEnd: Int32
  /// Between the quotes.
  var valueStart: Int32
  var valueEnd: Int32
}

/// A qualified name. Equality is by namespace and local name; the prefix is the file's own matter.
public struct XMLName: Hashable, Sendable {
  /// The prefix as written.
  public var prefix: String?
  /// The name without prefix.
  public var local: String
  /// The namespace; nil for a name without one. An unbound but well-known prefix counts as bound.
  public var namespace: String?

  /// A name by its parts.
  public init(prefix: String? = nil, local: String, namespace: String? = nil) {
    self.prefix = prefix
    self.local = local
    self.namespace = namespace
  }

  /// Compares namespace and local name.
  public static func == (left: Self, right: Self) -> Bool {
    left.local == right.local && left.namespace == right.namespace
  }

  /// Hashes namespace and local name.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(local)
    hasher.combine(namespace)
  }

  /// The bytes of `qualified`.
  var qualifiedLength: Int { (prefix.map { $0.utf8.count + 1 } ?? 0) + local.utf8.count }

  /// As written in the file.
  public var qualified: String { prefix.map { "\($0):\(local)" } ?? local }
}

/// An element of a document.
public struct XMLElement: Sendable, Hashable {
  /// The document that it belongs to.
  public let document: XMLDocument
  /// Its place among all elements, in document order.
  public let index: Int

  /// Whether both are the same element of the same document.
  public static func == (left: Self, right: Self) -> Bool {
    left.index == right.index && left.document === right.document
  }

  /// Hashes the place in the document.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(index)
  }

  var record: ElementRecord { document.records[index] }

  /// The index of the name in the document's names.
  public var nameIndex: Int { Int(record.name) }
  /// The name of the element.
  public var name: XMLName { document.names[nameIndex] }

  /// The element that holds it; nil for the root.
  public var parent: XMLElement? {
    record.parent < 0 ? nil : document.element(at: Int(record.parent))
  }

  /// The whole element, from `<` to `>`.
  public var range: Range<Int> { Int(record.start)..<Int(record.end) }

  /// The start tag.
  public var startTagRange: Range<Int> { Int(record.start)..<Int(record.contentStart) }

  /// What lies between start tag and end tag; empty for a tag that closes itself.
  public var contentRange: Range<Int> { Int(record.contentStart)..<Int(record.contentEnd) }

  /// The name in the start tag.
  public var nameRange: Range<Int> {
    let start = Int(record.start) + 1
    return start..<(start + name.qualifiedLength)
  }

  /// Where findings about the element point: its start tag, up to the end of the name.
  public var location: SourceLocation {
    SourceLocation(document.source, range.lowerBound..<nameRange.upperBound)
  }

  /// The child elements.
  public var children: Children { Children(document: document, first: record.firstChild) }

  /// The children of an element, made when they are looked at.
  public struct Children: Sequence, Sendable {
    let document: XMLDocument
    let first: Int32

    /// Walks over the children.
    public struct Iterator: IteratorProtocol {
      let document: XMLDocument
      var next_: Int32

      /// The next child; nil after the last.
      public mutating func next() -> XMLElement? {
        guard next_ >= 0 else { return nil }
        let element = XMLElement(document: document, index: Int(next_))
        next_ = document.records[element.index].nextSibling
        return element
      }
    }

    /// Starts at the first child.
    public func makeIterator() -> Iterator { Iterator(document: document, next_: first) }
  }

  /// The attributes in the order of the file, namespace declarations among them.
  public var attributes: [XMLAttribute] {
    (record.firstAttribute..<record.firstAttribute + record.attributeCount).map {
      XMLAttribute(element: self, index: Int($0))
    }
  }

  /// Looks at each attribute in the order of the file.
  public func forEachAttribute(_ body: (XMLAttribute) -> Void) {
    let record = record
    for index in record.firstAttribute..<record.firstAttribute + record.attributeCount {
      body(XMLAttribute(element: self, index: Int(index)))
    }
  }

  /// The attribute with this local name that has no namespace of its own.
  public func attribute(_ local: String) -> XMLAttribute? { attribute(local, namespace: nil) }

  /// The attribute with a local name and a namespace.
  public func attribute(_ local: String, namespace: String?) -> XMLAttribute? {
    let record = record
    for index in record.firstAttribute..<record.firstAttribute + record.attributeCount {
      let name = document.names[Int(document.attributeRecords[Int(index)].name)]
      if name.local == local, name.namespace == namespace {
        return XMLAttribute(element: self, index: Int(index))
      }
    }
    return nil
  }

  /// The decoded value of an attribute without namespace.
  public subscript(local: String) -> String? { attribute(local)?.value }
}
