/// A complex type of the BPMN 2.0 schemas, as written in the tables of `Schema`.
struct SchemaRow: Sendable {
  /// The content of an element besides its children.
  enum Content: Sendable {
    /// Nothing, not even whitespace or children.
    case empty
    /// Whitespace.
    case elements
    /// Text.
    case mixed
    /// Text, and one element of any kind.
    case anything
    /// Any elements of namespaces other than the schema's.
    case extensions
  }

  var name: String
  var base: String?
  /// A list of `name:type!`: without a type the attribute is a string, with `!` it is required.
  var attributes: String
  /// Particles in the schema's order: elements as `name`, or `name:type` if the name has this type
  /// only here; `|` separates alternatives. The suffix is the occurrence: `?` at most once, `*` any
  /// number, `+` at least once, `++` at least twice, `+2` once or twice, otherwise once. `^` marks
  /// a particle that may only follow the first alternative of the previous one.
  var children: String
  var content: Content
  var isAbstract: Bool
  /// Whether attributes of other namespaces are allowed; inherited.
  var isOpen: Bool

  init(
    _ name: String, _ base: String? = "tBaseElement", _ attributes: String = "",
    children: String = "", content: Content = .elements, isAbstract: Bool = false,
    isOpen: Bool = false
  ) {
    self.name = name
    self.base = base
    self.attributes = attributes
    self.children = children
    self.content = content
    self.isAbstract = isAbstract
    self.isOpen = isOpen
  }
}
