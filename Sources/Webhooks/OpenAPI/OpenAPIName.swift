/// Names that OpenAPI documents may have.
enum OpenAPIName {
  /// A name of a component or a parameter: other characters than ASCII letters, digits, `.`, `-`
  /// and `_` become `_`.
  package static func component(_ text: String) -> String {
    String(
      text.map { character in
        let isKept = character.isASCII && (character.isLetter || character.isNumber)
        return isKept || "._-".contains(character) ? character : "_"
      })
  }
}
