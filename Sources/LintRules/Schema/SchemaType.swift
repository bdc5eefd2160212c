/// A complex type of the schemas with everything it inherits, compiled for validation.
struct SchemaType: Sendable {
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

  var name: String
  /// The index of its base type.
  var base: Int?
  var content: SchemaRow.Content
  var isAbstract: Bool
  /// Whether attributes of other namespaces are allowed.
  var isOpen: Bool
  /// The index of the one namespace whose attributes are not allowed in spite of that.
  var closedNamespace: Int
  var particles: [Particle] = []
  /// By element number, the index of the particle; -1 for an element that is not allowed.
  var positions: [Int8]
  /// The kind of each child, by element number.
  var kinds: [Schema.Kind]
  /// By attribute number.
  var attributes: [Attribute]
  /// The required attributes, in the order of their bits.
  var required: [String] = []
  /// Whether children are required.
  var hasRequiredChildren = false

  var requiredMask: UInt8 { UInt8(truncatingIfNeeded: (1 << required.count) - 1) }
}

/// The type of an attribute's value.
enum SimpleType: Sendable {
  case text, boolean, integer, int, double, id, reference, name, uri
  /// One of the values of `Schema.enumerations` at this index.
  case enumeration(Int)
  /// A URI, or one of the keywords of `Schema.tokens` at this index.
  case tokens(Int)

  init(_ type: Substring) {
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
