import Text

/// Escapes text for the XML documents of reporters.
enum XMLOutput {
  /// The value of an attribute, inside double quotes.
  package static func attribute(_ text: String) -> String {
    escaped(text) { scalar in
      switch scalar {
      case "\"": "&quot;"
      case "\n": "&#10;"
      case "\t": "&#9;"
      default: nil
      }
    }
  }

  /// Character data.
  package static func text(_ text: String) -> String { escaped(text) { _ in nil } }

  /// Characters that XML 1.0 does not allow (section 2.2) become U+FFFD.
  private static func escaped(
    _ text: String, _ special: (Unicode.Scalar) -> String?
  ) -> String {
    text.escapedAsMarkup { scalar in
      if let replacement = special(scalar) { return replacement }
      if scalar == "\r" { return "&#13;" }
      return scalar.isAllowedInXML ? nil : "\u{FFFD}"
    }
  }
}
