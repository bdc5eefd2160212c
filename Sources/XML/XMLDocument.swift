public import Diagnostics

/// An XML text as a tree in which every element, attribute name and attribute value has its byte
/// range.
///
/// The tree consists of three flat arrays; names are interned, and values are decoded on access, so
/// reading a file costs little more than parsing by libxml2. A document is immutable: edits are
/// `TextEdit`s of the source (`XMLEditor`), which is then parsed again.
public final class XMLDocument: Sendable {
  /// The text of the file.
  public let source: SourceText
  let records: [ElementRecord]
  let attributeRecords: [AttributeRecord]
  /// Every distinct name of an element or attribute, indexed by `XMLElement.nameIndex`.
  public let names: [XMLName]
  private let elementsByName: IndexGroups
  /// The indexes of the names without a namespace.
  fileprivate let plainNames: NameGroups
  fileprivate let idNames: [Int]

  init(
    source: SourceText, records: [ElementRecord], attributes: [AttributeRecord], names: [XMLName]
  ) {
    self.source = source
    self.records = records
    self.attributeRecords = attributes
    self.names = names
    elementsByName = IndexGroups(records.map(\.name), groupCount: names.count)
    var plainNames = NameGroups()
    for index in names.indices where names[index].namespace == nil {
      plainNames.add(index, to: names[index].local)
    }
    self.plainNames = plainNames
    idNames = plainNames["id"]
  }

  /// The elements whose name has one of these indexes in `names`, in document order.
  public func elements(named names: [Int]) -> [XMLElement] {
    elementsByName.indexes(in: names).map(element(at:))
  }

  /// The root element.
  public var root: XMLElement { XMLElement(document: self, index: 0) }

  /// Every element in document order, indexed by `XMLElement.index`.
  public var elementCount: Int { records.count }
  /// The number of attributes of all elements, indexed by `XMLAttribute.index`.
  public var attributeCount: Int { attributeRecords.count }

  /// The element at an index in document order.
  public func element(at index: Int) -> XMLElement { XMLElement(document: self, index: index) }
}

/// The tree's record of an element. Links are indexes, -1 for none.
struct ElementRecord: Sendable {
  var name: Int32
  var parent: Int32
  var firstChild: Int32 = -1
  var nextSibling: Int32 = -1
  var start: Int32
  /// After the `>` of the start tag.
  var contentStart: Int32
  /// At the `<` of the end tag; `contentStart` for a self-closing tag.
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

/// A qualified name. Equality is by namespace and local name; the prefix does not matter.
public struct XMLName: Hashable, Sendable {
  /// The prefix as written.
  public var prefix: String?
  /// The local name.
  public var local: String
  /// The namespace; nil for a name without one. An unbound but well-known prefix counts as bound.
  public var namespace: String?

  /// A name from its parts.
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

  /// The number of bytes of `qualified`.
  var qualifiedLength: Int { (prefix.map { $0.utf8.count + 1 } ?? 0) + local.utf8.count }

  /// The name as written in the file.
  public var qualified: String { prefix.map { "\($0):\(local)" } ?? local }
}

/// An element of a document.
public struct XMLElement: Sendable, Hashable {
  /// The document that the element belongs to.
  public let document: XMLDocument
  /// The index among all elements, in document order.
  public let index: Int

  /// Whether both are the same element of the same document.
  public static func == (left: Self, right: Self) -> Bool {
    left.index == right.index && left.document === right.document
  }

  /// Hashes the index in the document.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(index)
  }

  var record: ElementRecord { document.records[index] }

  /// The index of the name in the document's name table.
  public var nameIndex: Int { Int(record.name) }
  /// The name of the element.
  public var name: XMLName { document.names[nameIndex] }

  /// The parent element; nil for the root.
  public var parent: XMLElement? {
    record.parent < 0 ? nil : document.element(at: Int(record.parent))
  }

  /// The range of the whole element, from `<` to `>`.
  public var range: Range<Int> { Int(record.start)..<Int(record.end) }

  /// The range of the start tag.
  public var startTagRange: Range<Int> { Int(record.start)..<Int(record.contentStart) }

  /// The range between start tag and end tag; empty for a self-closing tag.
  public var contentRange: Range<Int> { Int(record.contentStart)..<Int(record.contentEnd) }

  /// The range of the name in the start tag.
  public var nameRange: Range<Int> {
    let start = Int(record.start) + 1
    return start..<(start + name.qualifiedLength)
  }

  /// The range that findings about the element point to: its start tag, up to the end of the name.
  public var location: SourceLocation {
    SourceLocation(document.source, range.lowerBound..<nameRange.upperBound)
  }

  /// The child elements.
  public var children: Children { Children(document: document, first: record.firstChild) }

  /// A lazy sequence of an element's children.
  public struct Children: Sequence, Sendable {
    let document: XMLDocument
    let first: Int32

    /// Iterates over the children.
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

  /// The attributes in document order, including namespace declarations.
  public var attributes: Attributes {
    let record = record
    let first = Int(record.firstAttribute)
    return Attributes(
      element: self, startIndex: first, endIndex: first + Int(record.attributeCount))
  }

  /// The attributes of an element, created on access.
  public struct Attributes: RandomAccessCollection, Sendable {
    @usableFromInline let element: XMLElement
    /// The `XMLAttribute.index` of the first attribute.
    public let startIndex: Int
    /// The index after the last attribute.
    public let endIndex: Int

    /// The attribute at an index.
    @inlinable public subscript(index: Int) -> XMLAttribute {
      XMLAttribute(element: element, index: index)
    }
  }

  /// The attribute with this local name and without a namespace.
  public func attribute(_ local: String) -> XMLAttribute? {
    attribute(named: document.plainNames[local])
  }

  /// The attribute `id`, which is looked up far more often than others.
  public var idAttribute: XMLAttribute? { attribute(named: document.idNames) }

  private func attribute(named wanted: [Int]) -> XMLAttribute? {
    guard let only = wanted.first else { return nil }
    let record = record
    for index in record.firstAttribute..<record.firstAttribute + record.attributeCount {
      let name = Int(document.attributeRecords[Int(index)].name)
      if name == only || wanted.count > 1 && wanted.contains(name) {
        return XMLAttribute(element: self, index: Int(index))
      }
    }
    return nil
  }

  /// The attribute with a local name and a namespace.
  public func attribute(_ local: String, namespace: String?) -> XMLAttribute? {
    guard let namespace else { return attribute(local) }
    let record = record
    for index in record.firstAttribute..<record.firstAttribute + record.attributeCount {
      let name = Int(document.attributeRecords[Int(index)].name)
      if document.names[name].local == local, document.names[name].namespace == namespace {
        return XMLAttribute(element: self, index: Int(index))
      }
    }
    return nil
  }

  /// The decoded value of an attribute without a namespace.
  public subscript(local: String) -> String? { attribute(local)?.value }
}
