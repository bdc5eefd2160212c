public import JSON

/// What a template demands of the value of a property.
///
/// Source: reference page element-templates 1.2.
public struct PropertyConstraints: Sendable {
  /// The constraints as they are written.
  public let json: JSONNode
  /// Whether a value is required.
  public let notEmpty: Bool
  /// In UTF-16 units, as JavaScript counts.
  public let minLength: Double?
  /// In UTF-16 units, as JavaScript counts.
  public let maxLength: Double?
  /// The pattern that a value must match.
  public let pattern: Pattern?

  /// A regular expression of ECMAScript, found anywhere in the value.
  public struct Pattern: Hashable, Sendable {
    /// The regular expression.
    public let expression: String
    /// What to tell where the value does not match.
    public let message: String?
  }

  /// Reads the `constraints` of a property.
  init(_ json: JSONNode) throws(TemplateFault) {
    self.json = json
    try json.requireObject("'constraints'")
    notEmpty = try json.bool("notEmpty") ?? false
    minLength = try json.number("minLength")
    maxLength = try json.number("maxLength")
    pattern = try json["pattern"].map(Pattern.init)
  }
}

extension PropertyConstraints.Pattern {
  fileprivate init(_ json: JSONNode) throws(TemplateFault) {
    if let expression = json.string {
      self.init(expression: expression, message: nil)
    } else {
      try json.requireObject("a 'pattern' that is no text")
      // The official schema lets a pattern object without value pass; it demands nothing.
      self.init(expression: try json.text("value") ?? "", message: try json.text("message"))
    }
  }
}
