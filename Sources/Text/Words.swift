extension StringProtocol {
  /// On one line: the words with single spaces between them.
  package var onOneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A name in camel case as words: "service task" for `serviceTask`.
  package var camelCaseWords: String {
    reduce(into: "") { words, character in
      if character.isUppercase { words += " " }
      words += character.lowercased()
    }
  }
}
