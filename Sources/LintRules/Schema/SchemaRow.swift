/// A complex type of the BPMN 2.0 schemas, as it is written in the tables of `Schema`.
struct SchemaRow: Sendable {
  /// What may be in an element besides its children.
  enum Content: Sendable {
    /// Nothing, not even blanks; no children.
    case empty
    /// Blanks.
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
  /// `name:type!` one after the other: without a type the attribute is plain text, with `!` it is
  /// required.
  var attributes: String
  /// Particles in the schema's order: elements as `name`, or `name:type` where the name means this
  /// type in this place only; `|` separates alternatives. At the end, how often: `?` once at most,
  /// `*` any number, `+` once at least, `++` twice at least, `+2` once or twice, else once. `^` begins
  /// a particle that may only follow the first alternative of the one before.
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
