public import JSON

/// The constraints on a property's value.
public struct PropertyConstraints: Sendable {
  /// The constraints as JSON.
  public let json: JSONNode
  /// Whether a value is required.
  public let notEmpty: Bool
  /// The minimum length in UTF-16 units, as in JavaScript.
  public let minLength: Double?
  /// The maximum length in UTF-16 units, as in JavaScript.
  public let maxLength: Double?
  /// The pattern that a value must match.
  public let pattern: Pattern?

  /// An ECMAScript regular expression, searched for anywhere in the value.
  public struct Pattern: Hashable, Sendable {
    /// The regular expression.
    public let expression: String
    /// The message if the value does not match.
    public let message: String?
  }

  /// Parses the `constraints` of a property.
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
      try json.requireObject("a 'pattern' that is not text")
      // The official schema accepts a pattern object without a value; it has no effect.
      self.init(expression: try json.text("value") ?? "", message: try json.text("message"))
    }
  }
}
