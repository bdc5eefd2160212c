import XML

/// The schemas of BPMN 2.0 and its diagram interchange, against which the engine validates a file.
///
/// The tables in the other files describe each type of OMG's schemas in one line. Here they are
/// compiled to arrays indexed by name numbers, so that validation does not compare strings.
struct Schema: Sendable {
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

  private(set) var types: [SchemaType] = []
  /// The kinds of global elements, by element number.
  private(set) var globals: [Kind] = []
  private var elementNumbers: [QualifiedName: Int] = [:]
  private var attributeNumbers: [String: Int] = [:]
  private var typeIndexes: [QualifiedName: Int] = [:]

  private struct QualifiedName: Hashable {
    /// An index of `namespaces`.
    var namespace: Int
    var local: String
  }

  private init() {
    let tables = [Self.semanticRows, Self.drawingRows, Self.diagramRows, Self.commonRows]
    // Bases are compiled before their extensions.
    let rows = [3, 2, 1, 0].flatMap { namespace in
      tables[namespace].map { (namespace: namespace, row: $0) }
    }
    for (index, (namespace, row)) in rows.enumerated() {
      typeIndexes[QualifiedName(namespace: namespace, local: row.name)] = index
      if let name = Self.element(of: row.name) {
        let number = number(QualifiedName(namespace: namespace, local: name))
        globals[number] = .complex(index)
      }
    }
    let children = rows.map { particles($0.row, $0.namespace) }
    for row in rows {
      for attribute in row.row.attributes.split(separator: " ") {
        let name = String(attribute.prefix { $0 != ":" && $0 != "!" })
        if attributeNumbers[name] == nil { attributeNumbers[name] = attributeNumbers.count }
      }
    }
    for (index, (namespace, row)) in rows.enumerated() {
      types.append(type(row, namespace, children[index]))
    }
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
    Self.index(of: name.namespace)
      .flatMap { elementNumbers[QualifiedName(namespace: $0, local: name.local)] }
  }

  func attributeNumber(_ name: String) -> Int? { attributeNumbers[name] }

  var definitions: Kind {
    elementNumbers[QualifiedName(namespace: 0, local: "definitions")].map { globals[$0] }
      ?? .unknown
  }

  /// The index of a type that `xsi:type` may refer to.
  func type(_ local: String, namespace: String?) -> Int? {
    Self.index(of: namespace)
      .flatMap { typeIndexes[QualifiedName(namespace: $0, local: local)] }
  }

  /// Whether a type equals or extends another.
  func extends(_ type: Int, _ other: Int) -> Bool {
    var current: Int? = type
    while let index = current, index != other { current = types[index].base }
    return current != nil
  }

  private mutating func number(_ name: QualifiedName) -> Int {
    if let number = elementNumbers[name] { return number }
    elementNumbers[name] = globals.count
    globals.append(.unknown)
    return globals.count - 1
  }

  /// The qualified name of a table entry, which omits the prefix in its own namespace.
  private static func qualified(_ name: Substring, _ namespace: Int) -> QualifiedName {
    guard let colon = name.firstIndex(of: ":"),
      let prefixed = namespaces.firstIndex(where: { $0.prefix == name[..<colon] })
    else { return QualifiedName(namespace: namespace, local: String(name)) }
    return QualifiedName(namespace: prefixed, local: String(name[name.index(after: colon)...]))
  }

  // MARK: Types

  /// A particle as described by a row.
  private struct RowParticle {
    var particle: SchemaType.Particle
    var alternatives: [(number: Int, type: Substring?)]
  }

  private mutating func particles(_ row: SchemaRow, _ namespace: Int) -> [RowParticle] {
    var particles: [RowParticle] = []
    for text in row.children.split(separator: " ") {
      let (names, minimum, maximum) = Self.occurrence(text)
      let follows = names.hasPrefix("^")
      var alternatives: [(number: Int, type: Substring?)] = []
      var name: Substring = ""
      for word in names.drop(while: { $0 == "^" }).split(separator: "|") {
        let prefix = word.prefix { $0 != ":" }
        let isPrefixed = Self.namespaces.contains { $0.prefix == prefix }
        let type = isPrefixed ? "" : word.dropFirst(prefix.count + 1)
        let written = isPrefixed ? word : prefix
        if name.isEmpty { name = written }
        for member in Self.members(Self.qualified(written, namespace)) {
          alternatives.append((number(member), type.isEmpty ? nil : type))
        }
      }
      let leader = follows ? particles.last?.alternatives.first?.number : nil
      particles.append(
        RowParticle(
          particle: SchemaType.Particle(
            name: String(name), minimum: minimum, maximum: maximum, leader: leader),
          alternatives: alternatives))
    }
    return particles
  }

  /// A particle without its occurrence suffix, and the occurrence.
  private static func occurrence(_ text: Substring) -> (Substring, minimum: Int, maximum: Int) {
    let suffixes: [(String, Int, Int)] = [
      ("?", 0, 1), ("*", 0, .max), ("++", 2, .max), ("+2", 1, 2), ("+", 1, .max),
    ]
    for (suffix, minimum, maximum) in suffixes where text.hasSuffix(suffix) {
      return (text.dropLast(suffix.count), minimum, maximum)
    }
    return (text, 1, 1)
  }

  /// The elements that a name matches: the members of its substitution group, or itself.
  private static func members(_ name: QualifiedName) -> [QualifiedName] {
    let prefix = namespaces[name.namespace].prefix
    let written = prefix.isEmpty ? name.local : "\(prefix):\(name.local)"
    guard let group = groups.first(where: { $0.name == written }) else { return [name] }
    return group.members.split(separator: " ").map { qualified($0, name.namespace) }
      .flatMap { $0 == name ? [$0] : members($0) }
  }

  private func type(
    _ row: SchemaRow, _ namespace: Int, _ children: [RowParticle]
  ) -> SchemaType {
    let base = row.base.flatMap { name in
      Self.namespaces.indices.lazy
        .compactMap { typeIndexes[QualifiedName(namespace: $0, local: name)] }.first
    }
    let inherited = base.map { types[$0] }
    var type = SchemaType(
      name: row.name, base: base, content: row.content, isAbstract: row.isAbstract,
      isOpen: row.isOpen || inherited?.isOpen == true,
      closedNamespace: inherited?.closedNamespace ?? namespace,
      particles: inherited?.particles ?? [],
      positions: inherited?.positions ?? Array(repeating: -1, count: globals.count),
      kinds: inherited?.kinds ?? Array(repeating: .unknown, count: globals.count),
      attributes: inherited?.attributes
        ?? Array(repeating: SchemaType.Attribute(), count: attributeNumbers.count),
      required: inherited?.required ?? [])
    for child in children {
      for (number, name) in child.alternatives {
        type.positions[number] = Int8(type.particles.count)
        type.kinds[number] = name.map { kind($0) } ?? globals[number]
      }
      type.particles.append(child.particle)
    }
    type.hasRequiredChildren = type.particles.contains { $0.minimum > 0 }
    for text in row.attributes.split(separator: " ") { add(text, to: &type) }
    return type
  }

  private func add(_ text: Substring, to type: inout SchemaType) {
    let parts = text.split(separator: "!")[0].split(separator: ":")
    var attribute = SchemaType.Attribute(value: SimpleType(parts.count > 1 ? parts[1] : "string"))
    if text.hasSuffix("!") {
      attribute.requiredBit = 1 << type.required.count
      type.required.append(String(parts[0]))
    }
    guard let number = attributeNumbers[String(parts[0])] else { return }
    type.attributes[number] = attribute
  }

  private func kind(_ type: Substring) -> Kind {
    for namespace in Self.namespaces.indices {
      if let index = typeIndexes[QualifiedName(namespace: namespace, local: String(type))] {
        return .complex(index)
      }
    }
    return type == "IDREF" ? .reference : .name
  }
}
