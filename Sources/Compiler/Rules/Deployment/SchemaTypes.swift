/// The types of the BPMN 2.0 schema, as far as files are checked against it.
///
/// Types of which no element is executed (choreographies, conversations, interfaces) are left open:
/// their names are known, and what is in them is not looked at.
struct SchemaTypes: Sendable {
  static let bpmn = SchemaTypes()

  /// What the value of an attribute may be.
  enum Value: Sendable, Equatable {
    case text, boolean, integer, id
    /// A name of another element: of the schema's type QName, or IDREF where it must be in the file.
    case reference, localReference
    case choice([String])
  }

  struct ElementContent: Sendable {
    /// Places of children in the order of the schema, by name number; -1 for those that are not
    /// allowed. Nil for content that is open.
    var positions: [Int16]?
    /// By name number, whether the child may stand once only.
    var isSingle: [Bool] = []
    /// By attribute number; nil for attributes that are not allowed.
    var values: [Value?] = []
    /// Names of attributes that must be there.
    var required: [String] = []
  }

  /// Numbers of element names.
  let names: [String: Int]
  /// Numbers of attribute names.
  let attributes: [String: Int]
  /// By name number; nil for the names of an open type.
  let contents: [ElementContent?]

  private init() {
    let types = Dictionary(uniqueKeysWithValues: Self.table.map { ($0.name, $0) })
    var names: [String: Int] = [:]
    for name in Self.table.flatMap({ [$0.name] + $0.children.flatMap(Self.members) })
      + Self.openNames where names[name] == nil
    {
      names[name] = names.count
    }
    var attributes: [String: Int] = [:]
    for name in Self.table.flatMap({ $0.attributes.map(Self.attributeName) })
    where attributes[name] == nil {
      attributes[name] = attributes.count
    }
    var contents = [ElementContent?](repeating: nil, count: names.count)
    for type in Self.table where !type.isAbstract {
      contents[names[type.name]!] = Self.content(
        type.lineage(types), names: names, attributes: attributes)
    }
    self.names = names
    self.attributes = attributes
    self.contents = contents
  }

  private static func content(
    _ lineage: [TypeRow], names: [String: Int], attributes: [String: Int]
  ) -> ElementContent {
    var content = ElementContent()
    var positions = [Int16](repeating: -1, count: names.count)
    content.isSingle = [Bool](repeating: false, count: names.count)
    content.values = [Value?](repeating: nil, count: attributes.count)
    var position: Int16 = 0
    for child in lineage.flatMap(\.children) {
      for member in members(child) {
        guard let number = names[member] else { continue }
        // Engines since 8.4 take documentation and extensions in any order.
        positions[number] = baseChildren.contains(member) ? 0 : position + 1
        content.isSingle[number] = child.hasSuffix("?")
      }
      position += 1
    }
    for attribute in lineage.flatMap(\.attributes) {
      let name = attributeName(attribute)
      guard let number = attributes[name] else { continue }
      content.values[number] = values[name] ?? .text
      if attribute.hasSuffix("!") { content.required.append(name) }
    }
    content.positions = lineage.contains(where: \.isOpen) ? nil : positions
    return content
  }

  private static let baseChildren: Set = ["documentation", "extensionElements"]

  private static func attributeName(_ attribute: String) -> String {
    attribute.hasSuffix("!") ? String(attribute.dropLast()) : attribute
  }

  /// The elements that a child of the table stands for: those of a group, or itself.
  private static func members(_ child: String) -> [String] {
    let name = child.hasSuffix("?") ? String(child.dropLast()) : child
    return groups[name] ?? [name]
  }
}

/// A type of the schema.
struct TypeRow: Sendable {
  var name: String
  var base: String?
  /// Names, with `!` where the schema requires the attribute.
  var attributes: [String] = []
  /// Names or groups in order, with `?` where one may stand at most.
  var children: [String] = []
  var isAbstract = false
  /// Whether anything may stand in it.
  var isOpen = false

  init(
    _ name: String, _ base: String? = "baseElement", _ attributes: String = "",
    children: String = "", isAbstract: Bool = false, isOpen: Bool = false
  ) {
    self.name = name
    self.base = base
    self.attributes = attributes.split(separator: " ").map(String.init)
    self.children = children.split(separator: " ").map(String.init)
    self.isAbstract = isAbstract
    self.isOpen = isOpen
  }

  /// The type and what it is derived from, the most general first.
  func lineage(_ types: [String: TypeRow]) -> [TypeRow] {
    (base.flatMap { types[$0] }?.lineage(types) ?? []) + [self]
  }
}
