import Synchronization
import XML

/// The schemas of BPMN 2.0 and its diagram interchange, against which the engine validates a file.
///
/// The tables in the other files describe each type of OMG's schemas in one line. Here they are
/// compiled to arrays indexed by name numbers, so that validation does not compare strings. A type is
/// compiled on first use, because a file uses few of them.
final class Schema: Sendable {
  static let bpmn = Schema()

  /// The kind of an element.
  enum Kind: Sendable {
    /// A type by its index.
    case complex(Int)
    /// Text that references an element: a QName or an IDREF.
    case name, reference
    /// Not described by the schemas.
    case unknown
  }

  /// The namespaces and their prefixes in the tables.
  static let namespaces: [(uri: String, prefix: String)] = [
    (XMLNamespace.bpmn, ""), (XMLNamespace.bpmndi, "bpmndi"), (XMLNamespace.di, "di"),
    (XMLNamespace.dc, "dc"),
  ]

  /// The kinds of global elements, by element number.
  let globals: [Kind]
  private let rows: [(namespace: Int, row: SchemaRow)]
  private let types: [CompiledType]
  /// Names are in spaces by namespace, an index of `namespaces`.
  private let elementNumbers: NameNumbers
  private let attributeNumbers: NameNumbers
  /// The indexes of types in `rows`.
  private let typeIndexes: NameNumbers
  /// The members of each substitution group, by the element number of its head.
  private let members: [Int: [Int]]

  private final class CompiledType: Sendable {
    let type = AtomicLazyReference<SchemaType>()
  }

  private init() {
    let tables = [Self.semanticRows, Self.drawingRows, Self.diagramRows, Self.commonRows]
    rows = tables.enumerated().flatMap { namespace, table in
      table.map { (namespace: namespace, row: $0) }
    }
    types = rows.map { _ in CompiledType() }
    var typeIndexes = NameNumbers()
    var elements = NameNumbers()
    var globals: [Kind] = []
    for (namespace, row) in rows {
      let index = typeIndexes.add(row.name, space: namespace)
      guard let name = Self.element(of: row.name) else { continue }
      elements.add(name, space: namespace)
      globals.append(.complex(index))
    }
    var attributes = NameNumbers()
    for (namespace, row) in rows {
      row.forEachParticle(in: namespace) { particle in
        for element in particle.alternatives {
          elements.add(element.local, space: element.namespace)
        }
      }
      row.forEachAttribute { attributes.add($0.name) }
    }
    var members: [Int: [Int]] = [:]
    for group in Self.groups {
      var numbers: [Int] = []
      group.members.forEachWord {
        let name = SchemaElementName($0, in: 0)
        let number = elements.add(name.local, space: name.namespace)
        // Nested groups precede the groups that contain them.
        numbers += members[number] ?? [number]
      }
      group.name.forEachWord {
        let head = SchemaElementName($0, in: 0)
        members[elements.add(head.local, space: head.namespace)] = numbers
      }
    }
    globals += Array(repeating: .unknown, count: elements.count - globals.count)
    self.globals = globals
    self.members = members
    self.typeIndexes = typeIndexes
    elementNumbers = elements
    attributeNumbers = attributes
  }

  /// The element of a type.
  private static func element(of type: String) -> String? {
    switch type {
    case "tInputOutputSpecification": return "ioSpecification"
    case "tInputOutputBinding": return "ioBinding"
    case "Extension": return nil
    default:
      guard type.hasPrefix("t") else { return type }
      let name = type.dropFirst()
      return name.prefix(1).lowercased() + name.dropFirst()
    }
  }

  // MARK: Names

  static func index(of namespace: String?) -> Int? {
    namespaces.firstIndex { $0.uri == namespace }
  }

  func elementNumber(_ name: XMLName) -> Int? {
    Self.index(of: name.namespace).flatMap { elementNumbers.number(of: name.local, space: $0) }
  }

  func attributeNumber(_ name: String) -> Int? { attributeNumbers.number(of: name) }

  var definitions: Kind {
    elementNumbers.number(of: "definitions").map { globals[$0] } ?? .unknown
  }

  /// The index of a type that `xsi:type` may refer to.
  func type(_ local: String, namespace: String?) -> Int? {
    Self.index(of: namespace).flatMap { typeIndexes.number(of: local, space: $0) }
  }

  /// Whether a type equals or extends another.
  func extends(_ type: Int, _ other: Int) -> Bool {
    var current: Int? = type
    while let index = current, index != other { current = self.type(at: index).base }
    return current != nil
  }

  /// The index of a type by its name in a table.
  private func typeIndex(_ name: String) -> Int? {
    Self.namespaces.indices.lazy.compactMap { self.typeIndexes.number(of: name, space: $0) }.first
  }

  // MARK: Types

  var typeCount: Int { types.count }

  /// The type with an index, compiled on first use.
  func type(at index: Int) -> SchemaType {
    let slot = types[index]
    return slot.type.load()
      ?? slot.type.storeIfNil(compiled(rows[index].row, rows[index].namespace))
  }

  private func compiled(_ row: SchemaRow, _ namespace: Int) -> SchemaType {
    let base = row.base.flatMap { typeIndex($0) }
    let inherited = base.map { type(at: $0) }
    var particles = inherited?.particles ?? []
    var positions = inherited?.positions ?? Array(repeating: -1, count: globals.count)
    var kinds = inherited?.kinds ?? Array(repeating: .unknown, count: globals.count)
    var leader: Int?
    row.forEachParticle(in: namespace) { particle in
      var first: Int?
      for element in particle.alternatives {
        guard let number = elementNumbers.number(of: element.local, space: element.namespace)
        else { continue }
        for member in members[number] ?? [number] {
          first = first ?? member
          positions[member] = Int8(particles.count)
          kinds[member] = element.type.map { kind($0) } ?? globals[member]
        }
      }
      particles.append(
        SchemaType.Particle(
          name: String(decoding: particle.alternatives[0].written, as: UTF8.self),
          minimum: particle.minimum, maximum: particle.maximum,
          leader: particle.follows ? leader : nil))
      leader = first
    }
    var attributes =
      inherited?.attributes
      ?? Array(repeating: SchemaType.Attribute(), count: attributeNumbers.count)
    var required = inherited?.required ?? []
    row.forEachAttribute { declaration in
      guard let number = attributeNumbers.number(of: declaration.name) else { return }
      var attribute = SchemaType.Attribute(value: declaration.type.map(SimpleType.init) ?? .text)
      if declaration.isRequired {
        attribute.requiredBit = 1 << required.count
        required.append(String(decoding: declaration.name, as: UTF8.self))
      }
      attributes[number] = attribute
    }
    return SchemaType(
      base: base, content: row.content, isAbstract: row.isAbstract,
      isOpen: row.isOpen || inherited?.isOpen == true,
      closedNamespace: inherited?.closedNamespace ?? namespace, particles: particles,
      positions: positions, kinds: kinds, attributes: attributes, required: required)
  }

  private func kind(_ type: String) -> Kind {
    typeIndex(type).map { .complex($0) } ?? (type == "IDREF" ? .reference : .name)
  }
}
