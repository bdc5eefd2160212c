/// Names in OpenAPI documents.
enum OpenAPIName {
  /// A valid name of a component or parameter: all characters except ASCII letters, digits, `.`,
  /// `-` and `_` become `_`.
  package static func component(_ text: String) -> String {
    String(
      text.map { character in
        let isKept = character.isASCII && (character.isLetter || character.isNumber)
        return isKept || "._-".contains(character) ? character : "_"
      })
  }
}
