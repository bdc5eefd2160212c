/// A complex type of the schemas with all that it inherits, ready to be compared with an element.
struct SchemaType: Sendable {
  /// Elements of one kind in a fixed place among the children.
  struct Particle: Sendable {
    /// The name in findings.
    var name: String
    var minimum: Int
    var maximum: Int
    /// The number of the element that has to be in the place before; nil if that doesn't matter.
    var leader: Int?
  }

  /// What is said of an attribute.
  struct Attribute: Sendable {
    /// What its value is; nil where the attribute is not allowed.
    var value: SimpleType?
    /// Its bit in `requiredMask`, 0 where it may be absent.
    var requiredBit: UInt8 = 0
  }

  var name: String
  /// The index of the type that it extends.
  var base: Int?
  var content: SchemaRow.Content
  var isAbstract: Bool
  /// Whether attributes of other namespaces are allowed.
  var isOpen: Bool
  /// The one namespace, by its index, whose attributes are not allowed nevertheless.
  var closedNamespace: Int
  var particles: [Particle] = []
  /// By element number, the index of the particle; -1 for an element that is not allowed.
  var positions: [Int8]
  /// By element number, what the child is.
  var kinds: [Schema.Kind]
  /// By attribute number.
  var attributes: [Attribute]
  /// The required attributes, in the order of their bits.
  var required: [String] = []
  /// Whether children are required.
  var hasRequiredChildren = false

  var requiredMask: UInt8 { UInt8(truncatingIfNeeded: (1 << required.count) - 1) }
}

/// What the value of an attribute may be.
enum SimpleType: Sendable {
  case text, boolean, integer, int, double, id, reference, name, uri
  /// One of the words of `Schema.enumerations` at this index.
  case words(Int)
  /// A URI, or one of the words of `Schema.tokens` at this index.
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
        self = .words(index)
      } else if let index = Schema.tokens.firstIndex(where: { $0.name == type }) {
        self = .tokens(index)
      } else {
        self = .text
      }
    }
  }
}
