extension StringProtocol {
  /// The text on one line, with single spaces between words.
  package var onOneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A camel case name as words: "service task" for `serviceTask`.
  package var camelCaseWords: String {
    reduce(into: "") { words, character in
      if character.isUppercase { words += " " }
      words += character.lowercased()
    }
  }
}

/// A text on one line; nil if there is none or only whitespace.
package func oneLine(_ text: String?) -> String? {
  text.map(\.onOneLine).flatMap { $0.isEmpty ? nil : $0 }
}
