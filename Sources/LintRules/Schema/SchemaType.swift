/// A complex type of the schemas with everything it inherits, compiled for validation.
final class SchemaType: Sendable {
  /// Elements of one kind at a fixed position among the children.
  struct Particle: Sendable {
    /// The name in findings.
    var name: String
    var minimum: Int
    var maximum: Int
    /// The number of the element required at the previous position; nil if there is none.
    var leader: Int?
  }

  /// The declaration of an attribute.
  struct Attribute: Sendable {
    /// The type of its value; nil if the attribute is not allowed.
    var value: SimpleType?
    /// Its bit in `requiredMask`; 0 if it is optional.
    var requiredBit: UInt8 = 0
  }

  /// The index of its base type.
  let base: Int?
  let content: SchemaRow.Content
  let isAbstract: Bool
  /// Whether attributes of other namespaces are allowed.
  let isOpen: Bool
  /// The index of the one namespace whose attributes are not allowed in spite of that.
  let closedNamespace: Int
  let particles: [Particle]
  /// By element number, the index of the particle; -1 for an element that is not allowed.
  let positions: [Int8]
  /// The kind of each child, by element number.
  let kinds: [Schema.Kind]
  /// By attribute number.
  let attributes: [Attribute]
  /// The required attributes, in the order of their bits.
  let required: [String]
  let requiredMask: UInt8
  /// Whether children are required.
  let hasRequiredChildren: Bool

  init(
    base: Int?, content: SchemaRow.Content, isAbstract: Bool, isOpen: Bool, closedNamespace: Int,
    particles: [Particle], positions: [Int8], kinds: [Schema.Kind], attributes: [Attribute],
    required: [String]
  ) {
    self.base = base
    self.content = content
    self.isAbstract = isAbstract
    self.isOpen = isOpen
    self.closedNamespace = closedNamespace
    self.particles = particles
    self.positions = positions
    self.kinds = kinds
    self.attributes = attributes
    self.required = required
    requiredMask = UInt8(truncatingIfNeeded: (1 << required.count) - 1)
    hasRequiredChildren = particles.contains { $0.minimum > 0 }
  }
}

/// The type of an attribute's value.
enum SimpleType: Sendable {
  case text, boolean, integer, int, double, id, reference, name, uri
  /// One of the values of `Schema.enumerations` at this index.
  case enumeration(Int)
  /// A URI, or one of the keywords of `Schema.tokens` at this index.
  case tokens(Int)

  init(_ type: String) {
    switch type {
    case "boolean": self = .boolean
    case "integer": self = .integer
    case "int": self = .int
    case "double": self = .double
    case "ID": self = .id
    case "IDREF": self = .reference
    case "QName": self = .name
    case "anyURI": self = .uri
    default:
      if let index = Schema.enumerations.firstIndex(where: { $0.name == type }) {
        self = .enumeration(index)
      } else if let index = Schema.tokens.firstIndex(where: { $0.name == type }) {
        self = .tokens(index)
      } else {
        self = .text
      }
    }
  }
}
