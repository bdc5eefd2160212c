public import Diagnostics
import Synchronization
import Text
public import XML

/// One BPMN file as a typed model over its XML.
///
/// The model adds types, containment, resolved references and sequence flows to the XML tree and
/// copies nothing: names, values and unknown extensions are read from the tree, with their source
/// ranges.
public final class BPMNModel: Sendable {
  /// The start of a comment that suppresses findings, and the name of such a `zeebe:property`.
  package static let suppressionMark = "bpmnc:ignore"

  /// The underlying XML.
  public let document: XMLDocument
  let records: [Record]
  /// Model index by XML index; -1 for other XML elements, `vendors` for those inside vendor
  /// extensions.
  let modelIndexes: [Int32]
  let idTable: IDTable
  /// By attribute index: the model index of the element that the attribute references.
  let references: [Reference]
  let flows: FlowTable
  let names: ModelNames
  /// Where the file may reference a secret (`SecretReference.possiblePlaces`).
  public let secretPlaces: [Int]
  private let elementsByType: IndexGroups
  /// The element types that occur in the file.
  private let types: [ElementType]
  /// The drawing, read on first use.
  let drawing = Mutex<[BPMNDiagram]?>(nil)

  /// The model's record of an element; links are indexes into `records`, -1 for none.
  struct Record: Sendable {
    var type: ElementType
    var xml: Int32
    var parent: Int32
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
    var process: Int32
  }

  /// The target of an attribute; most attributes are not references.
  enum Reference: Sendable, Hashable {
    case none
    /// An id that no element has.
    case dangling
    /// An element, by model index.
    case element(Int32)
  }

  init(
    document: XMLDocument, records: [Record], modelIndexes: [Int32], idTable: IDTable,
    references: [Reference], flows: FlowTable
  ) {
    self.document = document
    self.records = records
    self.modelIndexes = modelIndexes
    self.idTable = idTable
    self.references = references
    self.flows = flows
    names = ModelNames(document.names)
    secretPlaces = SecretReference.possiblePlaces(in: document.source.bytes)
    elementsByType = IndexGroups(
      records.map { Int32($0.type.ordinal) }, groupCount: ElementType.count)
    let groups = elementsByType
    types = ElementType.allCases.filter { !groups[$0.ordinal].isEmpty }
  }

  /// The same elements with their resolved references.
  init(_ model: BPMNModel, references: [Reference], flows: FlowTable) {
    document = model.document
    records = model.records
    modelIndexes = model.modelIndexes
    idTable = model.idTable
    self.references = references
    names = model.names
    secretPlaces = model.secretPlaces
    elementsByType = model.elementsByType
    types = model.types
    self.flows = flows
  }

  /// The text of the file.
  public var source: SourceText { document.source }

  /// `bpmn:definitions`.
  public var definitions: BPMNElement { element(at: 0) }

  /// Every BPMN element in document order.
  public var elements: ElementList { ElementList(model: self, count: records.count) }

  /// The elements of one type, in document order.
  public func elements(_ type: ElementType) -> [BPMNElement] {
    elementsByType[type.ordinal].map { element(at: Int($0)) }
  }

  /// The elements of several types, in document order.
  public func elements(where isWanted: (ElementType) -> Bool) -> [BPMNElement] {
    let wanted = types.filter(isWanted).map(\.ordinal)
    return elementsByType.indexes(in: wanted).map(element(at:))
  }

  /// The processes of the file.
  public var processes: [BPMNElement] { elements(.process) }

  func element(at index: Int) -> BPMNElement { BPMNElement(model: self, index: index) }

  /// The element with this id; if several have it, which is an error, the first.
  public func element(id: String) -> BPMNElement? {
    var id = id
    return id.withUTF8(element(id:))
  }

  /// Whether any element of the file, including its diagram, has this id.
  public func hasID(_ id: UnsafeBufferPointer<UInt8>) -> Bool { idTable.find(id) != nil }

  private func element(id: UnsafeBufferPointer<UInt8>) -> BPMNElement? {
    idTable.find(id).flatMap { element(for: document.element(at: Int($0))) }
  }

  /// The BPMN element for an XML element.
  public func element(for xml: XMLElement) -> BPMNElement? {
    let index = modelIndexes[xml.index]
    return index < 0 ? nil : element(at: Int(index))
  }

  /// Marks elements inside those of other namespaces: whatever their names are, their meaning is
  /// defined by the vendor of the extension.
  static let vendors: Int32 = -2

  /// Whether an element is inside one from a namespace other than BPMN's or BPMN DI's.
  func isVendors(_ xml: XMLElement) -> Bool { modelIndexes[xml.index] == Self.vendors }

  /// The nearest BPMN element with an id: `xml` itself or one of its ancestors.
  public func nearestIdentified(_ xml: XMLElement) -> BPMNElement? {
    var current: XMLElement? = xml
    while let place = current {
      if let element = element(for: place), element.id != nil { return element }
      current = place.parent
    }
    return nil
  }

  /// A lazy collection of all elements; inlinable, because every check uses it.
  public struct ElementList: RandomAccessCollection, Sendable {
    @usableFromInline let model: BPMNModel
    /// The number of elements.
    public let count: Int

    /// The index of the first element.
    @inlinable public var startIndex: Int { 0 }
    /// The index after the last element.
    @inlinable public var endIndex: Int { count }
    /// The element at an index.
    @inlinable public subscript(index: Int) -> BPMNElement {
      BPMNElement(model: model, index: index)
    }
  }
}

/// An element of a BPMN model.
public struct BPMNElement: Sendable, Hashable {
  /// The model that the element belongs to.
  public let model: BPMNModel
  /// Its index among all elements of the model, in document order.
  public let index: Int

  @usableFromInline
  init(model: BPMNModel, index: Int) {
    self.model = model
    self.index = index
  }

  /// Whether both are the same element of the same model.
  public static func == (left: Self, right: Self) -> Bool {
    left.index == right.index && left.model === right.model
  }

  /// Hashes the place in the model.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(index)
  }

  var record: BPMNModel.Record { model.records[index] }

  /// The element's type.
  public var type: ElementType { record.type }
  /// The XML element.
  public var xml: XMLElement { model.document.element(at: Int(record.xml)) }
  /// The range that findings about the element point to: its start tag.
  public var location: SourceLocation { xml.location }

  /// The attribute `id`.
  public var id: String? { xml.idAttribute?.value }
  /// The attribute `name`.
  public var name: String? { xml["name"] }

  /// The display name: the label on one line, else the id, else the type.
  public var label: String {
    if let name {
      if name.isOneLine { return name }
      let label = name.onOneLine
      if !label.isEmpty { return label }
    }
    return id ?? type.qualifiedName
  }

  /// The reference that diagnostics use; nil if the element has no id.
  public var reference: ElementReference? {
    id.map {
      ElementReference(id: $0, name: name, type: type.qualifiedName, process: process?.id)
    }
  }

  /// The parent BPMN element; nil for the definitions.
  public var parent: BPMNElement? {
    record.parent < 0 ? nil : model.element(at: Int(record.parent))
  }

  /// The process that contains the element, or the element itself if it is a process.
  public var process: BPMNElement? {
    record.process < 0 ? nil : model.element(at: Int(record.process))
  }

  /// The child BPMN elements, in document order.
  public var children: Children { Children(model: model, first: record.firstChild) }

  /// The children of one type.
  public func children(_ type: ElementType) -> [BPMNElement] { children.filter { $0.type == type } }

  /// The first child of one type.
  public func child(_ type: ElementType) -> BPMNElement? { children.first { $0.type == type } }

  /// A lazy sequence of an element's children.
  public struct Children: Sequence, Sendable {
    let model: BPMNModel
    let first: Int32

    /// Iterates over the children.
    public struct Iterator: IteratorProtocol {
      let model: BPMNModel
      var upcoming: Int32

      /// The next child; nil after the last.
      public mutating func next() -> BPMNElement? {
        guard upcoming >= 0 else { return nil }
        let element = model.element(at: Int(upcoming))
        upcoming = element.record.nextSibling
        return element
      }
    }

    /// Starts at the first child.
    public func makeIterator() -> Iterator { Iterator(model: model, upcoming: first) }
  }

  /// The value of an attribute whose schema type is boolean.
  public func flag(_ attribute: String, default defaultValue: Bool) -> Bool {
    switch xml[attribute] {
    case "true", "1": true
    case "false", "0": false
    default: defaultValue
    }
  }

  /// The element that a reference attribute points to.
  public func referenced(_ attribute: String) -> BPMNElement? {
    model.referenced(xml, attribute)
  }
}

extension BPMNModel {
  /// The element that a reference attribute points to.
  func referenced(_ xml: XMLElement, _ attribute: String) -> BPMNElement? {
    xml.attribute(attribute).flatMap { attribute in
      switch references[attribute.index] {
      case .element(let index): element(at: Int(index))
      case .dangling: nil
      case .none: resolve(attribute)
      }
    }
  }

  /// The element that an attribute's value references.
  func resolve(_ reference: XMLAttribute) -> BPMNElement? {
    reference.withValueBytes(element(id:)) ?? resolve(reference.value)
  }

  /// The element that an element's text references.
  func resolve(_ reference: XMLElement) -> BPMNElement? {
    let named = document.source.bytes.withUnsafeBufferPointer { bytes in
      // Text with markup or references is never an id of the file.
      element(id: UnsafeBufferPointer(rebasing: bytes[reference.contentRange]))
    }
    return named ?? resolve(reference.text)
  }

  /// The element with this id, or whose id is the local part of a qualified name.
  func resolve(_ reference: String) -> BPMNElement? {
    let trimmed = reference.trimmed
    if let element = element(id: trimmed) { return element }
    guard let colon = trimmed.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return element(id: String(trimmed[trimmed.utf8.index(after: colon)...]))
  }
}

extension String {
  /// Whether the text is certainly printable ASCII without leading, trailing or repeated spaces.
  fileprivate var isOneLine: Bool {
    var previous = UInt8(ascii: " ")
    for byte in utf8 {
      guard 0x20...0x7E ~= byte, byte != previous || byte != UInt8(ascii: " ") else { return false }
      previous = byte
    }
    return previous != UInt8(ascii: " ")
  }
}
