import XML

/// The numbers of a document's names in the schemas, looked up once.
struct SchemaNames {
  enum Attribute {
    /// An attribute of the schemas by its number.
    case known(Int)
    /// An unqualified attribute that the schemas do not have.
    case unknown
    /// A qualified attribute: an index of `Schema.namespaces`, nil for other namespaces.
    case ofNamespace(Int?)
    /// An attribute allowed on any element, or reported elsewhere.
    case elsewhere
  }

  private let elements: [Int?]
  private let attributes: [Attribute]
  /// The index of `xsi:type`, if the document has it.
  private let typeName: Int?

  init(_ names: [XMLName], _ schema: Schema) {
    elements = names.map(schema.elementNumber)
    attributes = names.map { Self.attribute($0, schema) }
    typeName = names.firstIndex { $0.local == "type" && $0.namespace == XMLNamespace.xsi }
  }

  /// The number of an element's name; nil if the schemas do not have it.
  func element(_ nameIndex: Int) -> Int? { elements[nameIndex] }

  func attribute(_ nameIndex: Int) -> Attribute { attributes[nameIndex] }

  func typeAttribute(of element: XMLElement) -> XMLAttribute? {
    guard let typeName else { return nil }
    return element.attributes.last { $0.nameIndex == typeName }
  }

  private static func attribute(_ name: XMLName, _ schema: Schema) -> Attribute {
    if name.prefix == "xmlns" || name.prefix == nil && name.local == "xmlns" { return .elsewhere }
    guard let namespace = name.namespace else {
      if name.prefix != nil { return .elsewhere }
      return schema.attributeNumber(name.local).map { .known($0) } ?? .unknown
    }
    if namespace == XMLNamespace.xsi {
      if ["type", "schemaLocation", "noNamespaceSchemaLocation"].contains(name.local) {
        return .elsewhere
      }
      // No element of BPMN is nillable.
      if name.local == "nil" { return .unknown }
    }
    return .ofNamespace(Schema.index(of: namespace))
  }
}
